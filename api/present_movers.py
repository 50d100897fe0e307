"""From two Books to the list of who moved between them."""

from typing import Literal, TypeAlias

import pyarrow as pa

from api.pagination import cursor
from api.present import reason_out
from api.present_money import step_out
from api.present_sources import origin_out
from api.schemas.plain import StepOut
from api.schemas.portfolio import (
    CauseOut,
    FormerOut,
    GoneOut,
    GradeMoveOut,
    MoverOut,
    MoversPage,
    MovesOut,
    TieChangeOut,
)
from book.book import Book
from book.causes import Cause, cause_of
from book.compare import Comparison
from book.sources import rows_of, source_of
from graph.schema import Table

Who: TypeAlias = Literal["moved", "new", "gone"]


def movers_page(book: Book, comparison: Comparison | None, *, who: Who, start: int, limit: int) -> MoversPage:
    """Return a page of who moved, is new or is gone; empty where there is no Book to compare with."""
    found: list[int] = [] if comparison is None else getattr(comparison, who).tolist()
    page, end = found[start : start + limit], start + limit
    items: list[MoverOut] = []
    gone: list[GoneOut] = []
    if comparison is not None and who == "gone":
        gone = [gone_out(comparison, each) for each in page]
    elif comparison is not None:
        items = [mover_out(comparison, each) for each in page]
    return MoversPage(
        book=book.manifest.id,
        moves=moves_out(comparison),
        items=items,
        gone=gone,
        total=len(found),
        next=cursor(book.manifest.id, end) if end < len(found) else None,
    )


def moves_out(comparison: Comparison | None) -> MovesOut:
    """Return what changed in numbers; nothing did where there is no Book to compare with."""
    if comparison is None:
        return MovesOut(former=None, worse=0, better=0, new=0, gone=0, grades=[])
    manifest = comparison.former.manifest
    worse = int((comparison.change[comparison.moved] > 0).sum())
    return MovesOut(
        former=FormerOut(
            id=manifest.id,
            valid_on=manifest.valid_on,
            built_at=manifest.built_at,
            settings_changed=comparison.settings_changed,
        ),
        worse=worse,
        better=len(comparison.moved) - worse,
        new=len(comparison.new),
        gone=len(comparison.gone),
        grades=[
            GradeMoveOut.model_validate({"before": before, "after": after, "parties": count})
            for (before, after), count in comparison.grade_moves().items()
            if before != after
        ],
    )


def mover_out(comparison: Comparison, position: int) -> MoverOut:
    """Return who moved, by how much and through what."""
    now, former = comparison.now, comparison.former
    was = int(comparison.was[position])
    return MoverOut(
        id=now.party_id(position),
        name=now.name(position),
        roles=now.snapshot.parties["roles"][position].as_py() or [],
        before=None if was < 0 else former.scores.value_of(was),
        grade_before=None if was < 0 or not former.scores.rated[was] else former.scores.grade_of(was).value,
        score=now.scores.value_of(position),
        grade=now.scores.grade_of(position).value if now.scores.rated[position] else None,
        change=None if was < 0 else float(comparison.change[position]),
        joined_by=[step_out(former, each) for each in comparison.joined_by(position)],
        parted_from=step_out(former, was) if comparison.parted[position] else None,
        cause=None if was < 0 else _cause(comparison, cause_of(comparison, position)),
    )


def gone_out(comparison: Comparison, former_position: int) -> GoneOut:
    former = comparison.former
    return GoneOut(
        id=former.party_id(former_position),
        name=former.name(former_position),
        before=former.scores.value_of(former_position),
        grade_before=former.scores.grade_of(former_position).value,
    )


def _cause(comparison: Comparison, cause: Cause | None) -> CauseOut | None:
    if cause is None:
        return None
    book = comparison.former if cause.over else comparison.now
    return CauseOut(
        reason=reason_out(book, cause.reason),
        points=cause.points,
        over=cause.over,
        ties=[
            change
            for what, book, keys in (
                ("new", comparison.now, cause.came),
                ("ended", comparison.former, cause.ended),
                ("changed", comparison.now, cause.changed),
            )
            for change in _ties(book, what, list(keys))
        ],
        facts=[
            origin_out(source_of(row))
            for table in _tables(comparison.now)
            for row in rows_of(table, list(cause.facts))
        ],
    )


def _ties(book: Book, what: str, keys: list[str]) -> list[TieChangeOut]:
    return [
        TieChangeOut.model_validate(
            {
                "what": what,
                "relationship": row["key"],
                "kind": row["kind"],
                "source": _end(book, row["source_index"]),
                "target": _end(book, row["target_index"]),
                "origin": origin_out(source_of(row)),
            }
        )
        for row in rows_of(book.snapshot.ties, keys)
    ]


def _end(book: Book, position: int) -> StepOut | None:
    """Return the party at an end of a tie, None where a contract or case stands there."""
    return None if position < 0 else step_out(book, position)


def _tables(book: Book) -> list[pa.Table]:
    s = book.snapshot
    return [s.records, *(s.facts(each) for each in Table if each in s.fact_tables)]
