"""Colours and shapes of grades, told apart without colour too."""

from typing import NamedTuple


class Look(NamedTuple):
    colour: str
    shape: str


GRADES = {
    "green": Look("#2e8b57", "dot"),
    "yellow": Look("#d9a300", "triangle"),
    "red": Look("#c8321f", "square"),
    "black": Look("#1d1d1f", "star"),
}
UNRATED = Look("#9aa3ad", "diamond")


def look_of(grade: str | None) -> Look:
    """Return how a party of this grade is drawn; None is unrated."""
    return UNRATED if grade is None else GRADES[grade]
