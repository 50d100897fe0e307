"""One HTML file that opens offline: the picture in vis-network as pyvis brings it, nothing fetched.

The page is our own: data stands in a JSON element, every text is set as text, and a policy with the
hashes of the two scripts lets nothing else run. The only home of pyvis, which is
imported when a page is made: it brings IPython along.
"""

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from string import Template
from typing import Any

from viz.palette import look_of
from viz.picture import DrawnParty, DrawnTie, Picture

_VIS = "lib/vis-9.1.2/vis-network.min.js"


def page(picture: Picture) -> str:
    """Return the picture as one self-contained HTML document (UTF-8 text, no request when opened)."""
    from pyvis.network import Network

    network = Network(directed=True)
    for party in picture.parties:
        network.add_node(party.id, **_node(party))
    for tie in picture.ties:
        network.add_edge(tie.source, tie.target, **_edge(tie))
    data = {
        "title": f"Riskweave {picture.valid_on.isoformat()}",
        "book": picture.book,
        "nodes": network.nodes,
        "edges": network.edges,
        "more": picture.more_nodes + picture.more_edges,
    }
    scripts = _vis_network(), _own("page.js")
    return Template(_own("page.html")).substitute(
        policy=_policy(*scripts, style=_own("page.css")),
        style=_own("page.css"),
        data=_inert_json(data),
        vis=scripts[0],
        own=scripts[1],
    )


def _node(party: DrawnParty) -> dict[str, Any]:
    look = look_of(party.grade)
    score = "" if party.score is None else f" · {party.score:.1f}"
    return {
        "label": party.name,
        "shape": look.shape,
        "color": look.colour,
        "x": party.x,
        "y": party.y,
        "physics": False,
        "size": 10 + min(party.degree, 40) ** 0.5 * 2,
        "facts": f"{party.name} · {party.kind}{score} · {party.id}",
    }


def _edge(tie: DrawnTie) -> dict[str, Any]:
    amount = "" if tie.amount is None else f" {tie.amount:,.0f} {tie.currency or ''}"
    subject = f" {tie.subject}" if tie.subject else ""
    sheet = f" sheet {tie.sheet}" if tie.sheet else ""
    return {
        "label": tie.kind,
        "facts": f"{tie.kind}{subject}{amount} · {tie.reported_by}: {tie.file}{sheet} line {tie.line}",
    }


@cache
def _vis_network() -> str:
    text = resources.files("pyvis").joinpath("templates", _VIS).read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script")


@cache
def _own(name: str) -> str:
    return resources.files("viz").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(*scripts: str, style: str) -> str:
    run = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {run}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _inert_json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, default=str)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
