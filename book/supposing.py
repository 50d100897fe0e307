"""What is asked of a what-if, by ids: found in the Book, or refused with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.whatif.supposed import AddedTie, ChangedTie, Supposed, Weight
from book.book import Book
from graph.arrays import place_of
from graph.errors import NotFound, PartyNotFound
from graph.relationships import RelationshipKey, RelationshipKind
from graph.values import PartyId


@dataclass(frozen=True, slots=True)
class NewTie:
    """`source KIND target` by ids, in the direction of the words."""

    kind: RelationshipKind
    source: PartyId
    target: PartyId
    weight: Weight


@dataclass(frozen=True, slots=True)
class Asked:
    """What is supposed, by ids of parties and keys of ties."""

    fail: Sequence[PartyId] = ()
    remove: Sequence[RelationshipKey] = ()
    change: Sequence[tuple[RelationshipKey, Weight]] = ()
    add: Sequence[NewTie] = ()


def supposed(book: Book, asked: Asked) -> Supposed:
    """Return what is asked by positions and rows of the Book.

    Raises
    ------
    PartyNotFound, NotFound
        When nobody has an id, or no tie between parties a key; the message says which of them it is.
    """
    return Supposed(
        failed=tuple(_party(book, each, f"fail[{i}]") for i, each in enumerate(asked.fail)),
        removed=tuple(_tie(book, each, f"remove[{i}]") for i, each in enumerate(asked.remove)),
        changed=tuple(
            ChangedTie(_tie(book, key, f"change[{i}]"), weight)
            for i, (key, weight) in enumerate(asked.change)
        ),
        added=tuple(_added(book, each, f"add[{i}]") for i, each in enumerate(asked.add)),
    )


def _added(book: Book, tie: NewTie, place: str) -> AddedTie:
    source = _party(book, tie.source, f"{place}.source")
    target = _party(book, tie.target, f"{place}.target")
    return AddedTie(tie.kind, source, target, tie.weight)


def _party(book: Book, party: PartyId, place: str) -> int:
    try:
        return book.position(party)
    except PartyNotFound as unknown:
        raise PartyNotFound(f"{place}: {unknown}; the search finds ids by name") from unknown


def _tie(book: Book, key: RelationshipKey, place: str) -> int:
    found = place_of(book.snapshot.ties["key"], key)
    if found is None:
        raise NotFound(
            f"{place}: no tie has the key {key} in Book {book.manifest.id};"
            " the neighbours of a party list its ties"
        )
    return found
