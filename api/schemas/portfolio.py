"""The portfolio in figures, and who moved since the last Book."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from api.schemas.money import MoneyOut
from api.schemas.network import Grade
from api.schemas.parties import ReasonOut
from api.schemas.plain import OriginOut, StepOut


class CategoryOut(BaseModel):
    """Rated parties whose heaviest reason is of this category, by grade."""

    category: str
    grades: dict[str, int]


class ShareOut(BaseModel):
    """Customers of one industry or region, or one of them; `key` is null where it is not known."""

    key: str | None
    name: str | None
    customers: int
    ead: MoneyOut
    expected_loss: MoneyOut
    share: float
    risky: int


class ConcentrationOut(BaseModel):
    """`index` is Herfindahl's, 1 for all in one; `others`: how many more there are than are listed."""

    by: str
    index: float
    largest: list[ShareOut]
    others: int


class TotalsOut(BaseModel):
    """All customers together; `prepaid` is at stake with suppliers. `over_limit` counts customers."""

    customers: int
    suppliers: int
    gross: MoneyOut
    covered: MoneyOut
    ead: MoneyOut
    expected_loss: MoneyOut
    limit: MoneyOut
    over_limit: int
    over_by: MoneyOut
    prepaid: MoneyOut
    prepaid_expected_loss: MoneyOut


class FormerOut(BaseModel):
    """The Book that is compared with; `settings_changed` says that not only the data may be why."""

    id: str
    valid_on: date
    built_at: datetime
    settings_changed: bool


class GradeMoveOut(BaseModel):
    """How many rated parties went from one grade to another."""

    before: Grade
    after: Grade
    parties: int


class MovesOut(BaseModel):
    """What changed since the last Book, in numbers; `former` is null where none is kept."""

    former: FormerOut | None
    worse: int
    better: int
    new: int
    gone: int
    grades: list[GradeMoveOut]


class PortfolioOut(BaseModel):
    """The portfolio in pictures: everything that the first page draws."""

    book: str
    currency: str
    house: list[StepOut]
    grades: dict[str, int]
    categories: list[CategoryOut]
    moves: MovesOut
    concentration: list[ConcentrationOut]
    totals: TotalsOut


class TieChangeOut(BaseModel):
    """A tie behind a move that is new, ended, or says something else than before."""

    what: Literal["new", "ended", "changed"]
    relationship: str
    kind: str
    source: StepOut | None
    target: StepOut | None
    origin: OriginOut


class CauseOut(BaseModel):
    """The reason whose points changed most. `over`: it is there no more and told as it was.

    facts: rows behind it that were not there before, such as a new lawsuit.
    """

    reason: ReasonOut
    points: float
    over: bool
    ties: list[TieChangeOut]
    facts: list[OriginOut]


class MoverOut(BaseModel):
    """A party that moved. `change` in points of the score; `before` null for who is new."""

    id: str
    name: str
    roles: list[str]
    before: float | None
    grade_before: Grade | None
    score: float
    grade: Grade | None
    change: float | None
    joined_by: list[StepOut]
    parted_from: StepOut | None
    cause: CauseOut | None


class GoneOut(BaseModel):
    """A party that is nobody now."""

    id: str
    name: str
    before: float
    grade_before: Grade


class MoversPage(BaseModel):
    """Who moved since the last Book, got worse most first. `next` is the cursor of the following page."""

    book: str
    moves: MovesOut
    items: list[MoverOut]
    gone: list[GoneOut]
    total: int
    next: str | None
