"""From what was known and when to the answers of `api.schemas.history`."""

from collections.abc import Iterator, Mapping, Sequence

from api.present_versions import grouped, known_out, loads_out, shown_out, versions_out
from api.schemas.history import (
    FactHistoryOut,
    IdentifierHistoryOut,
    LinkHistoryOut,
    MoveOut,
    PartyHistoryOut,
    RecordHistoryOut,
    RelationshipHistoryOut,
    TieHistoryOut,
    VerdictOut,
)
from api.schemas.parties import LinkReasonOut
from api.schemas.plain import StepOut
from book.history import End, ToldHistory, ToldRelationship
from book.said import table_of, title_of
from graph.changes import Link
from graph.history import Dated, Fact, Version
from graph.holding_rows import holding_key
from graph.model import Holding, Moved
from graph.relationships import Relationship
from graph.values import PartyId, RecordId


def history_out(told: ToldHistory) -> PartyHistoryOut:
    """Return a history with what changed from version to version."""
    known = told.history
    return PartyHistoryOut(
        id=known.party,
        name=told.name,
        stands=told.stands,
        moved_from=None if told.asked == known.party else told.asked,
        path=[_move(each) for each in told.path],
        shown=list(shown_out(known.parties)),
        moves=[_move(each) for each in known.moves],
        verdicts=[VerdictOut.model_validate(each, from_attributes=True) for each in told.verdicts],
        records=list(_records(told)),
        identifiers=list(_identifiers(known.holdings)),
        ties=[_tie(each, told.ends) for each in grouped(known.ties, lambda tie: tie.key)],
        facts=list(_facts(known.facts)),
        record_count=known.record_count,
        tie_count=known.tie_count,
        loads=loads_out(known.loads, (*known.records, *known.holdings, *known.ties, *known.facts)),
    )


def relationship_history_out(told: ToldRelationship) -> RelationshipHistoryOut:
    """Return every version of a tie with what changed."""
    known = told.history
    tie = _tie(known.versions, told.ends)
    return RelationshipHistoryOut(**tie.model_dump(), loads=loads_out(known.loads, known.versions))


def _records(told: ToldHistory) -> Iterator[RecordHistoryOut]:
    links: dict[RecordId, list[Dated[Link]]] = {}
    for each in told.history.links:
        links.setdefault(each.value.record, []).append(each)
    for versions in grouped(told.history.records, lambda record: record.id):
        latest = versions[-1].value
        yield RecordHistoryOut(
            id=latest.id,
            name=latest.name,
            mention=latest.mention,
            links=[_link(each, told.names) for each in links.get(latest.id, ())],
            versions=versions_out(versions),
        )


def _identifiers(holdings: Sequence[Version[Holding]]) -> Iterator[IdentifierHistoryOut]:
    for versions in sorted(grouped(holdings, holding_key), key=lambda each: _held(each[-1].value)):
        kind, value, record = _held(versions[-1].value)
        yield IdentifierHistoryOut(kind=kind, value=value, record=record, versions=versions_out(versions))


def _held(holding: Holding) -> tuple[str, str, RecordId]:
    return holding.identifier.kind.value, holding.identifier.value, holding.record


def _facts(facts: Sequence[Version[Fact]]) -> Iterator[FactHistoryOut]:
    for versions in grouped(facts, lambda fact: fact.id):
        latest = versions[-1].value
        yield FactHistoryOut(
            id=latest.id,
            table=table_of(latest).value,
            title=title_of(latest),
            versions=versions_out(versions),
        )


def _tie(versions: Sequence[Version[Relationship]], ends: Mapping[str, End]) -> TieHistoryOut:
    latest = versions[-1].value
    return TieHistoryOut(
        key=latest.key,
        kind=latest.kind.value,
        source=_end(latest.source, ends),
        target=_end(latest.target, ends),
        versions=versions_out(versions),
    )


def _move(move: Dated[Moved]) -> MoveOut:
    return MoveOut(id=move.value.id, into=list(move.value.into), known=known_out(move.known))


def _link(link: Dated[Link], names: Mapping[PartyId, str]) -> LinkHistoryOut:
    party = link.value.party
    return LinkHistoryOut(
        party=StepOut(id=party, name=names.get(party, party)),
        known=known_out(link.known),
        weight=link.value.weight,
        decided_by=link.value.decided_by,
        reasons=[
            LinkReasonOut(code=why.code, weight=why.weight, left=why.left, right=why.right)
            for why in link.value.reasons
        ],
    )


def _end(end: str, ends: Mapping[str, End]) -> StepOut:
    found = ends.get(end)
    return StepOut(id=end, name=end) if found is None else StepOut(id=found.id, name=found.name)
