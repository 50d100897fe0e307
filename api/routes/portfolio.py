"""The portfolio in figures, and who moved since the last Book."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.pagination import offset_of
from api.present_movers import Who, movers_page
from api.present_portfolio import portfolio_out
from api.routes.dependencies import CurrentBook, TheProduct
from api.schemas.portfolio import MoversPage, PortfolioOut

router = APIRouter(prefix="/v1", tags=["portfolio"])
Cursor = Annotated[str | None, Query(alias="cursor", max_length=200)]
FewMovers = Annotated[int, Query(ge=1, le=50, description="Parties a page; each is explained in both Books")]


@router.get("/portfolio")
def portfolio(book: CurrentBook, product: TheProduct) -> PortfolioOut:
    """Return the distribution by grade and category, concentration, money at risk, and what moved."""
    return portfolio_out(book, product.comparisons.since_last(book))


@router.get("/movers")
def movers(
    book: CurrentBook,
    product: TheProduct,
    who: Annotated[Who, Query(description="In both Books, only in this one, or no more")] = "moved",
    limit: FewMovers = 20,
    after: Cursor = None,
) -> MoversPage:
    """List who moved since the last Book, got worse most first, and through which tie."""
    comparison = product.comparisons.since_last(book)
    return movers_page(book, comparison, who=who, start=offset_of(after), limit=limit)
