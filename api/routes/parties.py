"""Parties: the list by risk, one with score and reasons, its neighbours, and the search."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.pagination import cursor, offset_of
from api.present import network_out, party_out, party_rows
from api.routes.dependencies import CurrentBook, Limit, PartyParam
from api.schemas.network import Grade, NetworkOut
from api.schemas.parties import PartyOut, PartyPage, SearchHit, SearchOut
from book import portfolio
from graph.model import PartyKind, Role
from graph.relationships import RelationshipKind
from viz import views

router = APIRouter(prefix="/v1", tags=["parties"])
Text = Annotated[str, Query(max_length=200)]


@router.get("/parties")
def parties(
    book: CurrentBook,
    q: Annotated[str | None, Query(max_length=200, description="Only parties found by this text")] = None,
    grade: Grade | None = None,
    kind: PartyKind | None = None,
    role: Role | None = None,
    rated: bool | None = None,
    limit: Limit = 50,
    after: Annotated[str | None, Query(alias="cursor", max_length=200)] = None,
) -> PartyPage:
    """List parties, riskiest first; those without any row of their own come last."""
    start = offset_of(after)
    found = portfolio.riskiest(book, portfolio.Filter(text=q, grade=grade, kind=kind, role=role, rated=rated))
    page = found[start : start + limit]
    more = start + limit < len(found)
    return PartyPage(
        items=party_rows(book, page.tolist()),
        total=len(found),
        next=cursor(book.manifest.id, start + limit) if more else None,
    )


@router.get("/search")
def search(book: CurrentBook, q: Text, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> SearchOut:
    """Find parties by name (both scripts, pinyin, short forms), identifier or phone; best first."""
    hits = book.index.find(q, limit=limit)
    rows = party_rows(book, [hit.party_position for hit in hits])
    return SearchOut(
        items=[
            SearchHit(
                id=row.id,
                name=row.name,
                kind=row.kind,
                grade=row.grade,
                score=row.score,
                matched=hit.matched,
                matched_on=hit.matched_on,
            )
            for hit, row in zip(hits, rows, strict=True)
        ]
    )


@router.get("/parties/{party_id}")
def party(book: CurrentBook, party_id: PartyParam) -> PartyOut:
    """Return a party, its score, reasons and the rows behind them; an id from before a merge is followed."""
    position = book.position(party_id)
    moved_from = party_id if book.party_id(position) != party_id else None
    return party_out(book, position, moved_from=moved_from)


@router.get("/parties/{party_id}/neighbours")
def neighbours(
    book: CurrentBook,
    party_id: PartyParam,
    kind: Annotated[list[RelationshipKind] | None, Query()] = None,
    order: Literal["risk", "ties"] = "risk",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> NetworkOut:
    """Return who is one step away, riskiest or most connected first, at most `limit`; counts are exact."""
    kinds = frozenset(kind) if kind else None
    return network_out(views.neighbours(book, book.position(party_id), kinds=kinds, order=order, limit=limit))
