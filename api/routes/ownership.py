"""Owners and holdings of a party, and the groups of a book with what is at stake with each."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.pagination import offset_of
from api.present_ownership import groups_out, ownership_out
from api.routes.dependencies import CurrentBook, Limit, PartyParam
from api.schemas.ownership import GroupsOut, OwnershipOut

router = APIRouter(prefix="/v1", tags=["ownership"])


@router.get("/ownership/{party_id}")
def ownership(
    book: CurrentBook,
    party_id: PartyParam,
    limit: Annotated[int, Query(ge=1, le=1000, description="Items of each list at most")] = 200,
) -> OwnershipOut:
    """Return who owns and controls a party, up to persons; what it holds, its group and its close links."""
    position = book.position(party_id)
    moved_from = party_id if book.party_id(position) != party_id else None
    return ownership_out(book, position, most=limit, moved_from=moved_from)


@router.get("/groups")
def groups(
    book: CurrentBook,
    dependence: Annotated[
        bool, Query(description="Join suppliers that sell half of their revenue or more to one buyer, too")
    ] = False,
    limit: Limit = 50,
    after: Annotated[str | None, Query(alias="cursor", max_length=200)] = None,
) -> GroupsOut:
    """List control groups by what the house has at stake with them, and how concentrated that is."""
    return groups_out(book, dependence=dependence, start=offset_of(after), limit=limit)
