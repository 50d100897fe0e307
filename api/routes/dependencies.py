"""What routes are given: the product of this server and the one Book a request holds."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from api.wiring import Product
from book.book import Book
from graph.values import PartyId


def product_of(request: Request) -> Product:
    product: Product = request.app.state.product
    return product


def current_book(product: Annotated[Product, Depends(product_of)]) -> Book:
    """Return the Book that this request holds to its end; `NoBook` before the first one."""
    return product.shelf.current()


TheProduct = Annotated[Product, Depends(product_of)]
CurrentBook = Annotated[Book, Depends(current_book)]
PartyParam = Annotated[
    PartyId, Path(pattern="^p_[a-z2-7]{16}$", description="A party id, also one that moved")
]
PartyQuery = Annotated[
    PartyId, Query(pattern="^p_[a-z2-7]{16}$", description="A party id, also one that moved")
]
Hops = Annotated[int, Query(ge=1, le=3, description="Steps away from the party")]
MaxNodes = Annotated[int, Query(ge=1, le=2000, description="Parties to draw at most, riskiest first")]
JobLimit = Annotated[int, Query(ge=1, le=200, description="Jobs a page")]
JobBefore = Annotated[int | None, Query(ge=1, description="Only jobs with lower numbers")]
Limit = Annotated[int, Query(ge=1, le=200, description="Items a page")]
