"""A candidate group and what can be seen of it: shared identifiers, names, days, salespeople, open ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analytics.parties import fields_of, texts_at
from analytics.rings.links import Links
from graph.arrays import I64
from graph.model import IdentifierKind
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot
from graph.values import PartyId

_OPEN = (RelationshipKind.OWNS, RelationshipKind.OFFICER_OF)


@dataclass(frozen=True, slots=True)
class Shared:
    """An identifier that two or more members hold; `counts` is False where its bundle has a heavier one."""

    link: int
    identifier: int
    kind: IdentifierKind
    failed: bool
    holders: tuple[int, ...]
    counts: bool
    weight: float


@dataclass(frozen=True, eq=False)
class Suspects:
    """members: positions, ascending; the other sequences run beside them.

    days: when a member appeared (applied, else registered), days since 1970-01-01. disclosed: the
    largest share of members that ties of ownership or office openly hold together.
    """

    members: tuple[int, ...]
    ids: tuple[PartyId, ...]
    names: tuple[str, ...]
    companies: tuple[bool, ...]
    shared: tuple[Shared, ...]
    days: tuple[float | None, ...]
    hands: tuple[str | None, ...]
    disclosed: float

    @property
    def counting(self) -> list[Shared]:
        """The identifiers that count: one of each bundle."""
        return [each for each in self.shared if each.counts]

    def actors(self) -> int:
        """Return how many different names the members have."""
        return len({name.casefold().replace(" ", "") for name in self.names})


class Watcher:
    """Looks at candidate groups of one snapshot; holds what all of them need."""

    def __init__(self, s: Snapshot, links: Links) -> None:
        self.s, self.links = s, links
        self._link_of = np.argsort(links.holder, kind="stable")
        self._owner = np.repeat(np.arange(len(links.identifier)), np.diff(links.start))
        self._start = np.searchsorted(links.holder[self._link_of], np.arange(len(s) + 1))
        edges = [s.relationships(kind) for kind in _OPEN]
        near = np.concatenate([each for edge in edges for each in (edge.source, edge.target)])
        far = np.concatenate([each for edge in edges for each in (edge.target, edge.source)])
        order = np.argsort(near, kind="stable")
        self._tied, self._tied_start = far[order], np.searchsorted(near[order], np.arange(len(s) + 1))

    def suspects(self, members: I64) -> Suspects:
        """Return what can be seen of this group."""
        parties = self.s.parties
        fields = [fields_of(self.s, member) for member in members.tolist()]
        return Suspects(
            members=tuple(members.tolist()),
            ids=tuple(PartyId(key) for key in texts_at(parties["key"], members)),
            names=tuple(texts_at(parties["name"], members)),
            companies=tuple(kind == "company" for kind in texts_at(parties["kind"], members)),
            shared=tuple(self._shared(members)),
            days=tuple(_day(each) for each in fields),
            hands=tuple(_text(each, "handled_by") for each in fields),
            disclosed=self._disclosed(members),
        )

    def _shared(self, members: I64) -> Sequence[Shared]:
        entries = np.concatenate(
            [self._link_of[self._start[each] : self._start[each + 1]] for each in members.tolist()]
        )
        found, count = np.unique(self._owner[entries], return_counts=True)
        inside = set(members.tolist())
        return [self._one(int(link), inside) for link in found[count >= 2]]

    def _one(self, link: int, inside: set[int]) -> Shared:
        row = int(self.links.identifier[link])
        return Shared(
            link=link,
            identifier=row,
            kind=IdentifierKind(self.s.identifiers["kind"][row].as_py()),
            failed=self.s.identifiers["failed"][row].as_py() is not None,
            holders=tuple(each for each in self.links.holders(link).tolist() if each in inside),
            counts=bool(self.links.chief[link]),
            weight=float(self.links.weight[link]),
        )

    def _disclosed(self, members: I64) -> float:
        """Return the share of members in the largest group tied by ownership or office, at most one
        party between two of them."""
        group = {member: member for member in members.tolist()}

        def root(party: int) -> int:
            while group.setdefault(party, party) != party:
                party = group[party]
            return party

        for member in members.tolist():
            for other in self._tied[self._tied_start[member] : self._tied_start[member + 1]].tolist():
                group[root(member)] = root(other)
        _, sizes = np.unique([root(member) for member in members.tolist()], return_counts=True)
        largest = int(sizes.max())
        return largest / len(members) if largest > 1 else 0.0


def _day(fields: Mapping[str, Any]) -> float | None:
    text = _text(fields, "applied_on") or _text(fields, "registered_on")
    try:
        return None if text is None else float((date.fromisoformat(text) - date(1970, 1, 1)).days)
    except ValueError:
        return None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name, {}).get("value")
    return value if isinstance(value, str) and value else None
