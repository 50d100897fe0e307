"""Systemic importance: the list, and what it does if one party fails."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from api.schemas.plain import Bilingual


class ImportanceRow(BaseModel):
    """A party whose failure hurts others. `esri` and its parts in [0, 1], `error` by what it may be off.

    `money_lost` by others, in major units of the book currency.
    """

    id: str
    name: str
    kind: str
    roles: list[str]
    esri: float
    esri_downstream: float
    esri_upstream: float
    error: float
    money_lost: float


class ImportancePage(BaseModel):
    """The most important first; `next` is the cursor of the following page, None on the last.

    `output`: what all firms sell in the book a year, of which ESRI is a share. `measures`: their names.
    """

    items: Sequence[ImportanceRow]
    total: int
    next: str | None
    output: float
    currency: str
    measures: Mapping[str, Bilingual]
    notes: list[Bilingual]
    book: str


class HurtOut(BaseModel):
    """A party that is hurt: the part in [0, 1] of its production or equity, null unknown, and in money."""

    id: str
    name: str
    part: float | None
    money: float


class HurtsOut(BaseModel):
    """The most hurt in money, and how many there are in all."""

    items: Sequence[HurtOut]
    total: int


class PartyImportanceOut(BaseModel):
    """What it does if this party fails. Money in major units of the book currency, production a year.

    `production`: whose production is lost, for want of inputs or of orders; `equity`: who loses money;
    `house`: what stops at our own firms for want of inputs. `settled`: whether all steps were taken.
    """

    id: str
    name: str
    esri: float
    esri_downstream: float
    esri_upstream: float
    output_lost: float
    money_lost: float
    production: HurtsOut
    equity: HurtsOut
    house: HurtsOut
    settled: bool
    currency: str
    measures: Mapping[str, Bilingual]
    notes: list[Bilingual]
    book: str
