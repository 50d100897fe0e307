"""A small picture with everything hostile in it."""

from datetime import date

from graph.values import PartyId
from viz.picture import DrawnParty, DrawnTie, Picture

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "=cmd()|' /C calc'!A0",
    "'; MATCH (n) DETACH DELETE n",
    "\u2028</style>宁川\x00精密 ${own} $own",
)


def drawn(position: int, name: str) -> DrawnParty:
    return DrawnParty(
        id=PartyId(f"p_{position}"),
        name=name,
        kind="company",
        grade=("green", "yellow", "red", None)[position % 4],
        score=None if position % 4 == 3 else 10.0 * position,
        rated=position % 4 != 3,
        roles=("customer",),
        degree=position,
        hub=False,
        x=100.0 * position,
        y=-50.0 * position,
    )


def tie(source: int, target: int, number: int = 0) -> DrawnTie:
    return DrawnTie(
        key=f"k{source}{target}{number}",
        source=PartyId(f"p_{source}"),
        target=PartyId(f"p_{target}"),
        kind="SUPPLIES",
        amount=1234567.5,
        currency="CNY",
        share=None,
        subject="=1+1",
        since=date(2024, 3, 5),
        until=None,
        rate=0.25,
        file="erp/supplies.csv",
        sheet=None,
        line=12,
        reported_by="erp",
    )


def hostile_picture() -> Picture:
    return Picture(
        book="b1",
        valid_on=date(2026, 1, 31),
        centre=PartyId("p_0"),
        parties=tuple(drawn(i, name) for i, name in enumerate(HOSTILE)),
        ties=(tie(0, 1), tie(1, 0), tie(2, 3), tie(2, 3, 1)),
        counts={"SUPPLIES": 4},
        more_nodes=0,
        more_edges=3,
    )
