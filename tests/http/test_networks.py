import io
import json
import zipfile

import networkx as nx
import pytest
from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def well_tied(client: TestClient) -> str:
    """Return a rated company with several ties."""
    rows = client.get("/v1/parties", params={"kind": "company", "rated": "true", "limit": 100}).json()[
        "items"
    ]
    networks = {
        row["id"]: client.get("/v1/networks", params={"party": row["id"]}).json() for row in rows[:20]
    }
    return max(networks, key=lambda party: len(networks[party]["edges"]))


def test_a_network_holds_its_centre_and_only_ties_between_drawn_parties(
    client: TestClient, well_tied: str
) -> None:
    network = client.get("/v1/networks", params={"party": well_tied, "hops": 2}).json()
    drawn = {node["id"] for node in network["nodes"]}
    assert network["centre"] == well_tied
    assert well_tied in drawn
    assert all({edge["source"], edge["target"]} <= drawn for edge in network["edges"])
    assert all(abs(node["x"]) <= 1000 and abs(node["y"]) <= 1000 for node in network["nodes"])


def test_a_capped_network_says_how_much_was_left_out(client: TestClient, well_tied: str) -> None:
    whole = client.get("/v1/networks", params={"party": well_tied, "max_nodes": 2000}).json()
    small = client.get("/v1/networks", params={"party": well_tied, "max_nodes": 3}).json()
    assert len(small["nodes"]) == 3
    assert small["more_nodes"] == len(whole["nodes"]) - 3
    assert small["counts"] == whole["counts"]


def test_neighbours_of_one_kind_are_only_of_that_kind(client: TestClient, well_tied: str) -> None:
    answer = client.get(f"/v1/parties/{well_tied}/neighbours", params={"kind": "SUPPLIES", "limit": 5}).json()
    assert {edge["kind"] for edge in answer["edges"]} <= {"SUPPLIES"}
    assert len(answer["nodes"]) <= 6


def test_a_path_leads_from_end_to_end(client: TestClient, well_tied: str) -> None:
    network = client.get("/v1/networks", params={"party": well_tied, "hops": 2}).json()
    far = next(node["id"] for node in reversed(network["nodes"]) if node["id"] != well_tied)
    found = client.get("/v1/paths", params={"from": well_tied, "to": far, "k": 2, "max_hops": 6}).json()
    best = found["paths"][0]
    assert best["nodes"][0] == well_tied
    assert best["nodes"][-1] == far
    assert len(best["edges"]) == len(best["nodes"]) - 1
    assert set(best["edges"]) <= {edge["key"] for edge in found["network"]["edges"]}


def test_a_tie_leads_to_its_row(client: TestClient, well_tied: str) -> None:
    edge = client.get("/v1/networks", params={"party": well_tied}).json()["edges"][0]
    tie = client.get(f"/v1/relationships/{edge['key']}").json()
    assert tie["kind"] == edge["kind"]
    assert tie["source"]["id"] == edge["source"]
    assert tie["origin"]["line"] >= 1


def test_an_unknown_tie_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/relationships/" + "0" * 32).status_code == 404


def test_every_export_holds_the_drawn_network(client: TestClient, well_tied: str) -> None:
    drawn = client.get("/v1/networks", params={"party": well_tied}).json()
    names = {node["name"] for node in drawn["nodes"]}
    bodies = {
        form: client.get(f"/v1/exports/{form}", params={"party": well_tied})
        for form in ("json", "graphml", "csv", "html")
    }
    assert all("attachment" in body.headers["content-disposition"] for body in bodies.values())
    assert {each["name"] for each in bodies["json"].json()["parties"]} == names
    graph = nx.read_graphml(io.BytesIO(bodies["graphml"].content), force_multigraph=True)
    assert {name for _, name in graph.nodes(data="name")} == names
    assert graph.number_of_edges() == len(drawn["edges"])
    with zipfile.ZipFile(io.BytesIO(bodies["csv"].content)) as archive:
        assert archive.read("parties.csv").decode("utf-8-sig").count("\r\n") == len(names) + 1
    assert all(json.dumps(name, ensure_ascii=False)[1:-1] in bodies["html"].text for name in names)


def test_rings_show_who_has_what(client: TestClient) -> None:
    rings = client.get("/v1/rings").json()
    assert rings["total"] == len(rings["items"])
    for row in rings["items"]:
        ring = client.get(f"/v1/rings/{row['id']}").json()
        assert len(ring["matrix"]) == len(ring["members"]) == ring["size"]
        assert all(len(line) == len(ring["identifiers"]) for line in ring["matrix"])
        assert all(sum(line[j] for line in ring["matrix"]) >= 2 for j in range(len(ring["identifiers"])))


def test_an_unknown_ring_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/rings/none").status_code == 404
