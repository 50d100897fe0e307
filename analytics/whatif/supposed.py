"""What is supposed in a what-if: who fails, and which ties are gone, weigh otherwise or are new."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from analytics.inputs import Inputs
from analytics.measures import RATE_CAP, Basis, Transmission
from analytics.transmission import transmission
from graph.arrays import F64, I64
from graph.edges import MEASURES, EdgeTable
from graph.errors import InvalidInput
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot

_WAYS: Mapping[RelationshipKind, tuple[bool, bool]] = {
    RelationshipKind.SUPPLIES: (True, True),
    RelationshipKind.OWES: (True, False),
    RelationshipKind.GUARANTEES: (False, True),
    RelationshipKind.OWNS: (False, True),
    RelationshipKind.PARTNERS_WITH: (True, True),
}
"""Kinds that can be added -> whether distress follows the words' direction, and whether it runs against."""
NEW = -1
"""`Transmission.key` of a tie that no row of the snapshot says."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a tie carries: exactly one of a rate in [0, .999] for every way that it has, an amount in
    major units of the book currency, or, for OWNS, a share in [0, 1].

    Raises
    ------
    InvalidInput
        When none or several are given, or one is out of its range.
    """

    rate: float | None = None
    amount: float | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        given = {
            name: value
            for name, value in (("rate", self.rate), ("amount", self.amount), ("share", self.share))
            if value is not None
        }
        if len(given) != 1:
            raise InvalidInput("A changed or added tie needs exactly one of rate, amount and share")
        [(name, value)] = given.items()
        most = {"rate": RATE_CAP, "amount": np.inf, "share": 1.0}[name]
        if not (0.0 <= value <= most and np.isfinite(value)):
            raise InvalidInput(f"The {name} of a tie lies between 0 and {most:g}, not at {value}")


@dataclass(frozen=True, slots=True)
class ChangedTie:
    """A row of `Snapshot.ties` that weighs otherwise."""

    row: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class AddedTie:
    """`source KIND target`, positions of parties, in the direction of the words."""

    kind: RelationshipKind
    source: int
    target: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class Supposed:
    """All that is supposed. failed: positions of parties; removed: rows of `Snapshot.ties`.

    Raises
    ------
    InvalidInput
        When a tie is changed twice, or removed and changed.
    """

    failed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[ChangedTie, ...] = ()
    added: tuple[AddedTie, ...] = ()

    def __post_init__(self) -> None:
        rows = [*dict.fromkeys(self.removed), *(each.row for each in self.changed)]
        if len(set(rows)) < len(rows):
            raise InvalidInput("A tie is changed twice, or removed and changed; name each tie once")

    @property
    def ties_differ(self) -> bool:
        return bool(self.removed or self.changed or self.added)


@dataclass(frozen=True, eq=False, slots=True)
class SupposedTies:
    """The transmissions of a book and of what was added to it, with their rates before and after (m,)."""

    ties: Transmission
    before: F64
    after: F64


def supposed_ties(s: Snapshot, inputs: Inputs, ties: Transmission, supposed: Supposed) -> SupposedTies:
    """Return the rates of every transmission before and after.

    An amount or share becomes a rate by the rules of `transmission`. Removing a tie that carries nothing
    changes nothing; so does a change that makes none.

    Raises
    ------
    InvalidInput
        When a tie cannot carry what is supposed, or a kind cannot be added.
    """
    parts = []
    for number, added in enumerate(supposed.added):
        with _at(f"add[{number}]"):
            parts.append(_added(s, inputs, added))
    before = np.concatenate([ties.rate, *(np.zeros(len(part.rate)) for part in parts)])
    after = np.concatenate([ties.rate, *(part.rate for part in parts)])
    after[: len(ties.rate)][np.isin(ties.key, supposed.removed)] = 0.0
    for number, changed in enumerate(supposed.changed):
        ways = np.flatnonzero(ties.key == changed.row)
        with _at(f"change[{number}]"):
            after[ways] = _changed(s, inputs, ties, changed, ways)
    return SupposedTies(_joined([ties, *parts]), before, after)


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say in a refusal what it is about."""
    try:
        yield
    except InvalidInput as refused:
        raise InvalidInput(f"{place}: {refused}") from refused


def _changed(s: Snapshot, inputs: Inputs, ties: Transmission, changed: ChangedTie, ways: I64) -> F64:
    """Return the rate of each way of a tie once it weighs otherwise."""
    if not len(ways):
        raise InvalidInput(
            "This tie carries no distress, so it cannot weigh otherwise; add the tie that is meant instead"
        )
    if changed.weight.rate is not None:
        return np.full(len(ways), changed.weight.rate)
    kind = RelationshipKind(s.ties["kind"][changed.row].as_py())
    edges = s.relationships(kind)
    [place] = np.flatnonzero(edges.row == changed.row).tolist() or [-1]
    if kind not in _WAYS or place < 0:
        raise InvalidInput(f"The rate of a tie {kind} does not follow from an amount; give its rate")
    like = {name: float(values[place]) for name, values in edges.values.items()}
    ends = int(edges.source[place]), int(edges.target[place])
    made = _by_the_rules(s, inputs, AddedTie(kind, *ends, changed.weight), like, changed.row)
    rates = dict(zip(zip(made.source.tolist(), made.target.tolist(), strict=True), made.rate, strict=True))
    tails, heads = ties.source[ways].tolist(), ties.target[ways].tolist()
    return np.array([rates.get(end, 0.0) for end in zip(tails, heads, strict=True)])


def _added(s: Snapshot, inputs: Inputs, added: AddedTie) -> Transmission:
    if added.kind not in _WAYS:
        raise InvalidInput(f"A tie {added.kind} cannot be added; kinds that can: {', '.join(_WAYS)}")
    if added.source == added.target:
        raise InvalidInput("A tie of a party with itself carries nothing; name two parties")
    if added.weight.rate is None:
        return _by_the_rules(s, inputs, added, {}, NEW)
    ends = [
        (tail, head)
        for way, tail, head in zip(
            _WAYS[added.kind], (added.source, added.target), (added.target, added.source), strict=True
        )
        if way
    ]
    count = len(ends)
    return Transmission(
        source=np.array([tail for tail, _ in ends], np.int32),
        target=np.array([head for _, head in ends], np.int32),
        rate=np.full(count, added.weight.rate),
        reverse=np.full(count, -1, np.int32),
        key=np.full(count, NEW, np.int32),
        basis=np.full(count, Basis.MEASURED, np.uint8),
    )


def _by_the_rules(
    s: Snapshot, inputs: Inputs, tie: AddedTie, like: Mapping[str, float], row: int
) -> Transmission:
    """Return the transmissions of one tie among the others of its kind and target, which it shares a sector
    with.
    """
    share, amount = tie.weight.share, tie.weight.amount
    if tie.kind is RelationshipKind.PARTNERS_WITH:
        raise InvalidInput("A partnership carries no amount; give its rate")
    if share is not None and tie.kind is not RelationshipKind.OWNS:
        raise InvalidInput(f"Only a stake has a share; give the amount or the rate of a tie {tie.kind}")
    told = {
        name: value
        for name, value in (("amount", amount), ("share_low", share), ("share_high", share))
        if value is not None
    }
    if share is not None:
        told["amount"] = np.nan
    edges = s.relationships(tie.kind)
    beside = np.flatnonzero((edges.target == tie.target) & (edges.row != row))
    values = {
        name: np.append(edges.values[name][beside], told.get(name, like.get(name, np.nan)))
        for name in MEASURES
    }
    table = EdgeTable(
        kind=tie.kind,
        source=np.append(edges.source[beside], tie.source).astype(np.int32),
        target=np.append(edges.target[beside], tie.target).astype(np.int32),
        row=np.append(edges.row[beside], row),
        values=values,
    )
    edges_of = {kind: table if kind is tie.kind else _none(kind) for kind in RelationshipKind}
    alone = replace(s, edges=edges_of, _csr={})
    made = transmission(alone, inputs)
    its = made.key == row
    return Transmission(
        source=made.source[its],
        target=made.target[its],
        rate=made.rate[its],
        reverse=np.full(int(its.sum()), -1, np.int32),
        key=made.key[its],
        basis=made.basis[its],
    )


def _none(kind: RelationshipKind) -> EdgeTable:
    nothing = np.empty(0, np.int32)
    return EdgeTable(kind, nothing, nothing, np.empty(0, np.int64), {name: np.empty(0) for name in MEASURES})


def _joined(parts: Sequence[Transmission]) -> Transmission:
    if len(parts) == 1:
        return parts[0]
    return Transmission(*(np.concatenate(column) for column in zip(*parts, strict=True)))
