"""A picture for other tools: GraphML by networkx, and JSON that says everything."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO

from viz.picture import Picture


def graphml(picture: Picture) -> bytes:
    """Return the picture as GraphML (UTF-8): a directed multigraph, one edge a relationship, typed values.

    Missing values have no attribute. Characters that XML cannot hold are left out.
    """
    import networkx as nx  # a server that exports nothing is spared it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(book=picture.book, valid_on=picture.valid_on.isoformat())
    for party in picture.parties:
        row = asdict(party) | {"roles": ";".join(party.roles)}
        graph.add_node(row.pop("id"), **_present(row))
    for tie in picture.ties:
        row = asdict(tie)
        source, target, key = row.pop("source"), row.pop("target"), row.pop("key")
        graph.add_edge(source, target, key=key, **_present(row))
    out = BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def as_json(picture: Picture) -> bytes:
    """Return the picture as JSON (UTF-8), dates as ISO text."""
    return json.dumps(asdict(picture), ensure_ascii=False, default=str, indent=1).encode()


def _present(row: Mapping[str, object]) -> dict[str, str | int | float | bool]:
    return {name: _plain(value) for name, value in row.items() if value is not None}


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    return "".join(each for each in str(value) if each in "\t\n\r" or each.isprintable())
