"""The history of a party as a person asks for it: a moved id is followed, and ends of ties have names."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from graph.changes import LinkVerdict
from graph.errors import PartyNotFound
from graph.history import Dated, PartyHistory, RelationshipHistory
from graph.model import Moved, Party
from graph.moves import MOST_MOVES
from graph.relationships import ENDS, NodeKind, Relationship, RelationshipKey
from graph.store import GraphStore
from graph.values import PartyId, RecordId


@dataclass(frozen=True, slots=True)
class End:
    """Whom a record stands for today: a party, or itself where it stands for nobody."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ToldHistory:
    """A history with names. `asked` is the id asked for, `path` the moves from there to the party."""

    asked: PartyId
    path: tuple[Dated[Moved], ...]
    history: PartyHistory
    ends: Mapping[str, End]
    names: Mapping[PartyId, str]
    verdicts: tuple[LinkVerdict, ...]
    known_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether the id is a party's (at `known_at`), and not one that moved or whose records are gone."""
        shown = self.history.parties
        return any(each.known.at(self.known_at) if self.known_at else not each.known.until for each in shown)

    @property
    def name(self) -> str:
        shown = self.history.parties
        return shown[-1].value.name if shown else self.history.party


def told_history(
    store: GraphStore,
    asked: PartyId,
    *,
    limit: int,
    known_at: datetime | None = None,
    valid_on: date | None = None,
) -> ToldHistory:
    """Return the history of whoever `asked` stands for, of at most `limit` records and ties.

    known_at: only what was known at that moment, of whoever the id stood for then. valid_on: only
    ties that held on that day. An id with several successors or none is not followed: its own
    history says what became of it.

    Raises
    ------
    PartyNotFound
        When nobody has or had this id, or nobody had it yet at `known_at`.
    """
    path: list[Dated[Moved]] = []
    history = store.history(asked, limit=limit)
    while len(path) < MOST_MOVES and (move := _only_way(history, known_at)):
        path.append(move)
        history = store.history(move.value.into[0], limit=limit)
    if known_at is not None:
        history = as_known_at(history, known_at)
    if valid_on is not None:
        ties = tuple(each for each in history.ties if holds(each.value, valid_on))
        history = replace(history, ties=ties, tie_count=len(ties))
    return ToldHistory(
        asked=asked,
        path=tuple(path),
        history=history,
        ends=_ends(store, [each.value for each in history.ties]),
        names=_names(store, {each.value.party for each in history.links}),
        verdicts=tuple(_verdicts(store, history, known_at)),
        known_at=known_at,
    )


@dataclass(frozen=True, slots=True)
class ToldRelationship:
    """The history of a relationship and who is at its ends."""

    history: RelationshipHistory
    ends: Mapping[str, End]


def told_relationship(store: GraphStore, key: RelationshipKey) -> ToldRelationship:
    """Return what was known of a relationship; `NotFound` when it never was."""
    history = store.relationship_history(key)
    return ToldRelationship(history, _ends(store, [each.value for each in history.versions]))


def _ends(store: GraphStore, ties: Iterable[Relationship]) -> Mapping[str, End]:
    """Return whom the records at the ends of these ties stand for today; one without a party is absent."""
    links = store.links(sorted({record for tie in ties for record in _records(tie)}))
    names = _names(store, {link.party for link in links.values()})
    return {record: End(link.party, names.get(link.party, link.party)) for record, link in links.items()}


def _verdicts(store: GraphStore, history: PartyHistory, moment: datetime | None) -> Iterator[LinkVerdict]:
    """Yield what people said about the records of a party, as far as it was said by then."""
    records = {each.value.record for each in history.links}
    for each in store.verdicts():
        if not records.isdisjoint((each.a, each.b)) and (moment is None or each.at <= moment):
            yield each


def _names(store: GraphStore, ids: Collection[PartyId]) -> Mapping[PartyId, str]:
    found = store.parties(sorted(ids)).items()
    return {party: each.name for party, each in found if isinstance(each, Party)}


def as_known_at(history: PartyHistory, moment: datetime) -> PartyHistory:
    """Return what was known of a party at that moment; `PartyNotFound` when it was nobody's id then.

    Records are those that were part of it, ties those at these records.
    """
    parties = tuple(each for each in history.parties if each.known.at(moment))
    moves = tuple(each for each in history.moves if each.known.at(moment))
    if not parties and not any(each.value.id == history.party for each in moves):
        raise PartyNotFound(f"{history.party} was nobody's id at {moment:%Y-%m-%d %H:%M:%S} UTC")
    links = [each for each in history.links if each.known.at(moment)]
    own = {each.value.record for each in links if each.value.party == history.party}
    ties = tuple(
        each for each in history.ties if each.known.at(moment) and own.intersection(_records(each.value))
    )
    ends = {end for each in ties for end in (each.value.source, each.value.target)}
    return replace(
        history,
        parties=parties,
        moves=moves,
        links=tuple(each for each in links if each.value.record in own),
        records=tuple(each for each in history.records if each.known.at(moment) and each.value.id in own),
        holdings=tuple(
            each for each in history.holdings if each.known.at(moment) and each.value.record in own
        ),
        ties=ties,
        facts=tuple(each for each in history.facts if each.known.at(moment) and each.value.id in ends),
        record_count=len(own),
        tie_count=len(ties),
    )


def holds(tie: Relationship, day: date) -> bool:
    """Return whether a tie held on a day: begun, not ended, and neither measured nor paid after it."""
    paid_on = tie.terms.at.date() if tie.terms.at else None
    return tie.when.covers(day) and not any(each and each > day for each in (tie.terms.as_of, paid_on))


def _only_way(history: PartyHistory, moment: datetime | None) -> Dated[Moved] | None:
    """Return the move that stands of this id (at a moment), if it leads to exactly one other."""
    own = (each for each in history.moves if each.value.id == history.party)
    standing = [each for each in own if (each.known.at(moment) if moment else each.known.until is None)]
    return standing[0] if len(standing) == 1 and len(standing[0].value.into) == 1 else None


def _records(tie: Relationship) -> Iterable[RecordId]:
    for node, end in zip(ENDS[tie.kind], (tie.source, tie.target), strict=True):
        if node is NodeKind.RECORD:
            yield RecordId(end)
