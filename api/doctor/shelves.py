"""The Book: whether it opens, and whether it is what store and settings say now."""

from api.days import today
from api.doctor.findings import Finding, Findings, Level
from api.wiring import Product
from book.book import Book
from book.manifest import engine_version
from graph.errors import NoBook, StoreError
from graph.values import StoreVersion

_SCORE = "`riskweave score` builds a new one"


def examine_book(product: Product) -> Findings:
    """Tell which Book is read and what of it is stale. None at all is no trouble before the first load."""
    try:
        book = product.shelf.current()
    except NoBook as error:
        yield Finding("book", Level.NOTE, str(error))
        return
    manifest = book.manifest
    built = f"{manifest.built_at.astimezone():%Y-%m-%d %H:%M}"
    yield Finding(
        "book",
        Level.FINE,
        f"Book {manifest.id} of {built} shows version {manifest.store_version},"
        f" {len(book.snapshot):,} parties",
    )
    yield from _beside_store(product, book)
    if manifest.inputs != product.inputs.hash:
        yield Finding("book", Level.NOTE, f"The Book was built from other inputs than those of now; {_SCORE}")
    if manifest.engine != engine_version():
        made = f"The Book was built by riskweave {manifest.engine}, this is {engine_version()}"
        yield Finding("book", Level.NOTE, f"{made}; {_SCORE}")
    if manifest.valid_on < today():
        yield Finding("book", Level.NOTE, f"The scores are those of {manifest.valid_on}; {_SCORE}")


def _beside_store(product: Product, book: Book) -> Findings:
    shown = book.manifest.store_version
    version = _version(product)
    if version is not None and version > shown:
        text = f"The Book shows version {shown}, the store is at {version}; {_SCORE}"
        yield Finding("book", Level.NOTE, text)
    if version is not None and version < shown:
        text = (
            f"The Book shows version {shown}, the store is only at {version}: another store, or an older copy"
            " of it; see the setting store, or load its files again"
        )
        yield Finding("book", Level.WRONG, text)


def _version(product: Product) -> StoreVersion | None:
    """Return the store's version; None where it does not tell, which is said elsewhere."""
    try:
        with product.store(read_only=True) as store:
            return store.version()
    except StoreError:
        return None
