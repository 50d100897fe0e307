"""Numbered firms and heavy-tailed ties between them, made batch by batch: what `bench.neo4j` stores."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from graph.model import Json, Origin, PartyKind, Record
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.values import Interval, Money, RecordId, Share

KINDS = (
    RelationshipKind.SUPPLIES,
    RelationshipKind.OWES,
    RelationshipKind.GUARANTEES,
    RelationshipKind.OWNS,
    RelationshipKind.TRANSFERRED,
)
_SHARE_OF_KIND = (0.35, 0.2, 0.1, 0.15, 0.2)
_TAIL = 0.825
"""A firm's chance to be an end falls with its rank to this power: the largest hub has 43,000 of 2M ends."""
_FIRST_DAY = date(2015, 1, 1)
_FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
CHANGED = 10
"""Of so many rows one is told differently by the changed book."""


@dataclass(frozen=True)
class TiedFirms:
    """`size` firms and `ties` ties; row i is equal each time, but for every tenth where it is `changed`."""

    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    amount: npt.NDArray[np.int64]
    days: npt.NDArray[np.int64]
    size: int

    @classmethod
    def make(cls, size: int, ties: int, *, seed: int = 7) -> "TiedFirms":
        rng = np.random.default_rng(seed)
        chance = np.arange(1, size + 1, dtype=np.float64) ** -_TAIL
        chance /= chance.sum()
        rank = rng.permutation(size)
        source = rank[rng.choice(size, ties, p=chance)]
        target = rank[rng.choice(size, ties, p=chance)]
        loops = source == target
        target[loops] = (source[loops] + 1) % size
        return cls(
            source,
            target,
            rng.choice(len(KINDS), ties, p=_SHARE_OF_KIND),
            rng.lognormal(16, 1.5, ties).astype(np.int64),
            rng.integers(0, 4000, ties),
            size,
        )

    @property
    def largest_hub(self) -> int:
        """How many ties the best tied firm has."""
        ends = np.bincount(self.source, minlength=self.size) + np.bincount(self.target, minlength=self.size)
        return int(ends.max())

    def hub(self) -> RecordId:
        ends = np.bincount(self.source, minlength=self.size) + np.bincount(self.target, minlength=self.size)
        return firm_id(int(ends.argmax()))

    def records(self, numbers: Sequence[int], *, changed: bool = False) -> list[Record]:
        return [_record(number, changed and number % CHANGED == 0) for number in numbers]

    def relationships(self, numbers: Sequence[int], *, changed: bool = False) -> list[Relationship]:
        """Return the ties of these numbers, a run without gaps."""
        part = slice(numbers[0], numbers[-1] + 1)
        columns = (self.source, self.target, self.kind, self.amount, self.days)
        rows = zip(numbers, *(each[part].tolist() for each in columns), strict=True)
        return [_tie(changed and row[0] % CHANGED == 0, *row) for row in rows]


def _tie(
    changed: bool, number: int, source: int, target: int, kind: int, amount: int, days: int
) -> Relationship:
    return Relationship(
        key=_key(number),
        kind=KINDS[kind],
        source=firm_id(source),
        target=firm_id(target),
        reported_by="erp",
        origin=Origin("ties.csv", number + 2),
        when=Interval(_FIRST_DAY + timedelta(days=days)),
        terms=_terms(KINDS[kind], Money(amount + changed, "CNY"), days),
    )


def firm_id(number: int) -> RecordId:
    return RecordId(f"crm:companies:{number:08d}")


def _record(number: int, changed: bool) -> Record:
    staff = number % 900 + changed
    fields: dict[str, Json] = {"industry": "机械", "registered_on": "2012-05-06", "staff": staff}
    name = f"第{number}机械有限公司"
    return Record(firm_id(number), PartyKind.COMPANY, name, fields, Origin("companies.csv", number + 2))


def _terms(kind: RelationshipKind, money: Money, days: int) -> Terms:
    if kind is RelationshipKind.OWNS:
        return Terms(amount=money, share=Share.exactly((days % 90 + 5) / 100))
    if kind is RelationshipKind.OWES:
        return Terms(amount=money, days_overdue=days % 90)
    if kind is RelationshipKind.TRANSFERRED:
        return Terms(amount=money, at=_FIRST_MOMENT + timedelta(minutes=days))
    return Terms(amount=money)


def _key(number: int) -> RelationshipKey:
    return RelationshipKey(hashlib.md5(b"%d" % number, usedforsecurity=False).hexdigest())
