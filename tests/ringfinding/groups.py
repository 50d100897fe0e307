"""Groups of applicants and firms: one ring and the innocent ones that look like it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from graph.model import Holding, IdentifierKind, Record
from graph.relationships import Relationship, RelationshipKind
from graph.snapshot import Snapshot
from tests.worlds import TODAY, company, holding, person, tie, world

PHONE, DEVICE, RESIDENT = IdentifierKind.PHONE, IdentifierKind.DEVICE, IdentifierKind.RESIDENT_ID
ADDRESS, ACCOUNT = IdentifierKind.ADDRESS, IdentifierKind.BANK_ACCOUNT
PHONES = ((0,), (0, 1), (1,), (1, 2), (2,), (2, 3), (3,), (3, 4), (4,), (4, 0), (2,))
DEVICES = (0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 2)
FORGED = (0, 1, 2, -1, 0, 1, 2, -1, 0, 1, 2)


@dataclass
class Group:
    records: list[Record] = field(default_factory=list[Record])
    holdings: list[Holding] = field(default_factory=list[Holding])
    ties: list[Relationship] = field(default_factory=list[Relationship])

    def has(self, record: Record, kind: IdentifierKind, value: str, *, failed: str | None = None) -> None:
        self.holdings.append(holding(record, kind, value, failed=failed))


def applicant(key: str, *, days_ago: int, hand: str) -> Record:
    applied = (TODAY - timedelta(days=days_ago)).isoformat()
    return person(key, source="bank", name=f"申请人{key}", applied_on=applied, handled_by=hand)


def ring() -> Group:
    """Eleven applicants recombined from five phones, four devices and three forged ids, by two hands."""
    group = Group()
    for place in range(11):
        member = applicant(f"r{place:02}", days_ago=24 - place * 9 // 10, hand=f"S{place % 2}")
        group.records.append(member)
        for phone in PHONES[place]:
            group.has(member, PHONE, f"+861000{phone}")
        group.has(member, DEVICE, f"DEV{DEVICES[place]}")
        if FORGED[place] >= 0:
            check = None if FORGED[place] == 2 else "check digit"
            group.has(member, RESIDENT, f"FORGED{FORGED[place]}", failed=check)
        group.has(member, ACCOUNT, f"ACC{place}")
    return group


def household() -> Group:
    group = Group()
    for place, days in enumerate((1_900, 1_500, 800, 150)):
        member = applicant(f"h{place}", days_ago=days, hand=f"S{place + 5}")
        group.records.append(member)
        group.has(member, PHONE, "+862")
        group.has(member, ADDRESS, "home")
        group.has(member, DEVICE, f"OWN{place}")
        group.has(member, RESIDENT, f"VALID{place}")
    return group


def disclosed_group() -> Group:
    """A parent and five subsidiaries, registered on one day, with shared contacts and accounts."""
    group = Group()
    for place in range(6):
        firm = company(f"g{place}", source="registry", registered_on="2026-10-18")
        group.records.append(firm)
        for kind, value in ((PHONE, "+863"), (ADDRESS, "tower"), (ACCOUNT, "POOL")):
            group.has(firm, kind, value)
        if place % 2:
            group.has(firm, PHONE, "+864")
        if place % 3:
            group.has(firm, DEVICE, "SHARED")
            group.has(firm, ACCOUNT, "POOL2")
        if place:
            group.ties.append(tie(RelationshipKind.OWNS, group.records[0], firm))
    return group


def agent(clients: int = 300) -> Group:
    group = Group()
    for place in range(clients):
        firm = company(f"a{place:03}", source="registry")
        group.records.append(firm)
        group.has(firm, ADDRESS, "agent")
        group.has(firm, PHONE, "+865")
    return group


def recycled() -> Group:
    group = Group()
    for key, days in (("n0", 2_800), ("n1", 40)):
        member = applicant(key, days_ago=days, hand=f"S{days}")
        group.records.append(member)
        group.has(member, PHONE, "+866")
    return group


def together(*groups: Group, same: Sequence[Sequence[Record]] = ()) -> Snapshot:
    return world(
        [record for group in groups for record in group.records],
        [each for group in groups for each in group.ties],
        holdings=[each for group in groups for each in group.holdings],
        same=same,
    )
