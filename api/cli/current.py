"""The Book that commands read."""

from pathlib import Path

from api.cli.console import say
from api.settings import read_settings
from api.wiring import Product
from book.book import Book


def current_book(store: str | None, folder: Path | None) -> Book:
    """Return the Book to read, and tell the person when it is not the newest there could be."""
    product = Product(read_settings(store=store, folder=folder))
    book = product.shelf.current()
    if product.pending(book):
        say("Newer data waits: a load is under way, or `riskweave score` has to build the Book of it")
    return book
