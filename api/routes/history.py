"""What was known of a party or a tie, and when: out of the store, not out of the Book."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime

from api.present_history import history_out, relationship_history_out
from api.routes.dependencies import PartyParam, TheProduct
from api.schemas.history import PartyHistoryOut, RelationshipHistoryOut
from book.history import told_history, told_relationship
from graph.relationships import RelationshipKey

router = APIRouter(prefix="/v1", tags=["history"])
_WAIT_S = 5.0
"""How long a store may let one wait who asked for nothing else."""


@router.get("/parties/{party_id}/history")
def party_history(
    product: TheProduct,
    party_id: PartyParam,
    limit: Annotated[int, Query(ge=1, le=500, description="Records and ties to show at most")] = 100,
    known_at: Annotated[AwareDatetime | None, Query(description="Only what was known then")] = None,
    valid_on: Annotated[date | None, Query(description="Only ties that held on this day")] = None,
) -> PartyHistoryOut:
    """Return every version of a party's rows, links, ties and facts; an id that moved is followed.

    503 while the store is away.
    """
    with product.store(read_only=True, timeout_s=_WAIT_S) as store:
        told = told_history(store, party_id, limit=limit, known_at=known_at, valid_on=valid_on)
        return history_out(told)


@router.get("/relationships/{key}/history")
def relationship_history(
    product: TheProduct, key: Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
) -> RelationshipHistoryOut:
    """Return every version of one tie, also of one that ended; 503 while the store is away."""
    with product.store(read_only=True, timeout_s=_WAIT_S) as store:
        return relationship_history_out(told_relationship(store, RelationshipKey(key)))
