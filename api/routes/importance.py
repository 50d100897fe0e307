"""Who would hurt most: parties by systemic importance, and what it does if one of them fails."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.pagination import offset_of
from api.present_importance import importance_page, party_importance_out
from api.routes.dependencies import CurrentBook, Limit, PartyParam
from api.schemas.importance import ImportancePage, PartyImportanceOut
from book.importance import of_all

router = APIRouter(prefix="/v1", tags=["importance"])


@router.get("/importance")
def importance(
    book: CurrentBook,
    limit: Limit = 50,
    after: Annotated[str | None, Query(alias="cursor", max_length=200)] = None,
) -> ImportancePage:
    """List the parties whose failure hurts others, most important first.

    404 before that was computed for a large book: `riskweave importance --all` does it.
    """
    return importance_page(book, of_all(book), start=offset_of(after), limit=limit)


@router.get("/parties/{party_id}/importance")
def party_importance(
    book: CurrentBook,
    party_id: PartyParam,
    limit: Annotated[int, Query(ge=1, le=200, description="Parties in each list at most")] = 20,
) -> PartyImportanceOut:
    """Say what it does if this party fails: ESRI, money lost, who is hurt most, what stops at our house."""
    return party_importance_out(book, book.position(party_id), most=limit)
