"""Suppositions: what if parties failed or ties were others, and which relationships a grade hangs on."""

from typing import Annotated

from fastapi import APIRouter, Query

from analytics.minimal_flip import smallest_set
from analytics.whatif.sampling import sampled
from analytics.whatif.what_if import what_if
from api.present_what_if import asked_of, contributions_out, smallest_set_out, what_if_out
from api.routes.dependencies import CurrentBook, PartyParam
from api.schemas.what_if import ContributionsOut, SmallestSetOut, WhatIfIn, WhatIfOut
from book.supposing import supposed

router = APIRouter(prefix="/v1", tags=["suppositions"])
Coverage = Annotated[float, Query(gt=0, le=1, description="Share of the hazard after which to stop")]
MostPaths = Annotated[int, Query(ge=1, le=2000, description="Paths to follow at most")]


@router.post("/whatif")
def ask_what_if(book: CurrentBook, body: WhatIfIn) -> WhatIfOut:
    """Return who gets how much worse, round by round, and the money that is lost. Nothing is stored."""
    asked = supposed(book, asked_of(body))
    check = sampled(book.solution, asked, worlds=body.sampled, seed=body.seed) if body.sampled else None
    return what_if_out(book, what_if(book.solution, asked), check, limit=body.limit)


@router.get("/parties/{party_id}/smallest-set")
def ask_smallest_set(book: CurrentBook, party_id: PartyParam) -> SmallestSetOut:
    """Return the smallest set of relationships without which the party would have a better grade."""
    return smallest_set_out(book, smallest_set(book.solution, book.position(party_id)))


@router.get("/parties/{party_id}/contributions")
def contributions(
    book: CurrentBook, party_id: PartyParam, coverage: Coverage = 0.98, most: MostPaths = 300
) -> ContributionsOut:
    """Return the paths that a party's risk came along with their points, the share that they cover, and the
    rest.
    """
    return contributions_out(book, book.position(party_id), coverage=coverage, most=most)
