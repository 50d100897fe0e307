import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import networkx as nx

from tests.pictures.pictures import HOSTILE, hostile_picture, tie
from viz.exports.networks import as_json, graphml
from viz.exports.tables import csv_zip
from viz.page import page


def test_graphml_keeps_chinese_numbers_and_parallel_ties() -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(hostile_picture())), force_multigraph=True)
    assert graph.number_of_nodes() == 4
    assert graph.number_of_edges() == 4
    assert graph.nodes["p_0"]["name"] == HOSTILE[0]
    assert "宁川精密" in graph.nodes["p_3"]["name"]
    edge = next(iter(graph.get_edge_data("p_0", "p_1").values()))
    assert edge["amount"] == 1234567.5
    assert edge["line"] == 12
    assert "until" not in edge


def test_equal_pictures_give_equal_files() -> None:
    for export in (graphml, as_json, csv_zip, page):
        assert export(hostile_picture()) == export(hostile_picture())


def test_json_says_everything() -> None:
    body = json.loads(as_json(hostile_picture()))
    assert body["ties"][0]["since"] == "2024-03-05"
    assert body["parties"][2]["name"] == HOSTILE[2]


def test_no_cell_of_a_sheet_starts_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(csv_zip(hostile_picture()))) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            for row in csv.DictReader(io.StringIO(text)):
                texts = [value for column, value in row.items() if column not in ("x", "y")]
                assert not any(value.startswith(("=", "+", "-", "@")) for value in texts)


def test_the_page_holds_no_hostile_markup_and_asks_nobody() -> None:
    html = page(hostile_picture())
    data = re.search(r'id="data">(.*?)</script>', html, re.S)
    assert data
    assert [node["label"] for node in json.loads(data[1])["nodes"]] == list(HOSTILE)
    assert "<img" not in html
    assert html.count("</script>") == 3
    assert not re.search(r'(src|href)\s*=\s*"(https?:)?//', html)


def test_the_page_says_where_a_tie_comes_from() -> None:
    html = page(replace(hostile_picture(), ties=(tie(0, 1),)))
    assert "erp: erp/supplies.csv line 12" in html
