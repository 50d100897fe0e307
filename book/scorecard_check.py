"""A scorecard before it is used: every mistake with its line, what is odd, and worked rows of parties."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import yaml
from pydantic import ValidationError

from analytics.inputs import Scorecard
from analytics.own.doubts import Doubt, doubts, unanswered
from analytics.own.facts import Facts
from analytics.own.scorecard import own_risk
from analytics.own.worked import WorkedRow, invented, worked
from analytics.parties import with_role
from book.book import Book
from book.inputs import mapping_of
from graph.model import Role
from ingest.yaml_places import place_in, repeated_key


class Remark(NamedTuple):
    """Something about one place of the file. kind: `mistake`, or the kind of a doubt."""

    line: int
    place: str
    kind: str
    text: str


class Checked(NamedTuple):
    """mistakes: it cannot be used so. remarks: it can, but look. rows: how parties fare, none with mistakes.

    book: id of the Book whose parties they are, None: they are invented.
    """

    name: str
    mistakes: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    rows: tuple[WorkedRow, ...]
    book: str | None


def check_scorecard(text: str, name: str, book: Book | None) -> Checked:
    """Check the YAML text of a scorecard, `name` in messages; on parties of a Book, or on invented ones.

    Raises
    ------
    InvalidSettings
        When it is no YAML with names and values at all.
    """
    data, tree = mapping_of(text, name), yaml.compose(text, Loader=yaml.BaseLoader)
    found = list(_mistakes(data, tree))
    if found:
        return Checked(name, tuple(found), (), (), None)
    card = Scorecard.model_validate(dict(data))
    told = list(doubts(card))
    fatal = tuple(_remark(each, tree) for each in told if each.fatal)
    if fatal:
        return Checked(name, fatal, tuple(_remark(each, tree) for each in told if not each.fatal), (), None)
    if book is None:
        return Checked(name, (), tuple(_remark(each, tree) for each in told), invented(card), None)
    facts = Facts(book.snapshot, book.inputs.settings.model_copy(update={"scorecard": card, "model": None}))
    told += unanswered(facts, card)
    rows = tuple(worked(facts, card, position) for position in _examples(facts))
    return Checked(name, (), tuple(_remark(each, tree) for each in told), rows, book.manifest.id)


def _mistakes(data: object, tree: yaml.Node | None) -> Iterator[Remark]:
    if (twice := repeated_key(tree)) is not None:
        text = f"{twice.key!r} stands there twice, first on line {twice.first}; keep one"
        yield Remark(twice.line, twice.key, "mistake", text)
    try:
        Scorecard.model_validate(data)
    except ValidationError as error:
        for each in error.errors():
            line, place = place_in(tree, each["loc"])
            missing = f"{each['loc'][-1]!r} is missing" if each["type"] == "missing" else None
            said = missing or each["msg"].removeprefix("Value error, ")
            yield Remark(line, place or "the whole file", "mistake", said)


def _remark(doubt: Doubt, tree: yaml.Node | None) -> Remark:
    line, place = place_in(tree, doubt.place)
    return Remark(line, place, "mistake" if doubt.fatal else doubt.kind.value, doubt.text)


def _examples(facts: Facts) -> list[int]:
    """Return the riskiest party, one in the middle and the one that is known least, by position, each once.

    Our own firms and parties without a row of their own are left out.
    """
    own = own_risk(facts.snapshot, facts.inputs, facts=facts)
    rated = np.asarray(facts.snapshot.parties["rated"], np.bool_)
    there = np.flatnonzero(rated & ~with_role(facts.snapshot, Role.HOUSE))
    if not len(there):
        return []
    ordered = there[np.argsort(-own.pd[there], kind="stable")]
    least = there[np.argmin(own.confidence[there])]
    return list(dict.fromkeys(map(int, (ordered[0], ordered[len(ordered) // 2], least))))
