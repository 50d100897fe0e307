"""Whether this process lives, and whether it can answer."""

from fastapi import APIRouter
from pydantic import BaseModel

from api.routes.dependencies import TheProduct
from graph.errors import StoreError

router = APIRouter(tags=["health"])


class HealthOut(BaseModel):
    status: str


class ReadyOut(BaseModel):
    """`store` is reported, not required: reading goes on from the Book while the store is away."""

    status: str
    book: str
    age_s: float
    store: str


@router.get("/healthz")
def healthz() -> HealthOut:
    """Say that the process answers."""
    return HealthOut(status="alive")


@router.get("/readyz")
def readyz(product: TheProduct) -> ReadyOut:
    """Say that a Book is open and how old it is; 503 before the first one."""
    book = product.shelf.current()
    return ReadyOut(
        status="ready", book=book.manifest.id, age_s=product.age_s(book), store=_store_state(product)
    )


def _store_state(product: TheProduct) -> str:
    try:
        with product.store(read_only=True) as store:
            store.version()
    except StoreError as error:
        return type(error).__name__
    return "available"
