"""What an analyst may set: scorecard, calibration, clauses and ring settings, as frozen values.

Nothing here reads a file. `from_mapping` turns what a YAML file says into these values.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, ValidationError, model_validator

from graph.errors import InvalidSettings
from graph.model import IdentifierKind, PartyKind

Probability = Annotated[float, Field(ge=0, le=1)]
Rate = Annotated[float, Field(ge=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]


class Settings(BaseModel, frozen=True, extra="forbid", allow_inf_nan=False):
    """A frozen group of settings; unknown names are refused, and so are NaN and infinity."""

    @classmethod
    def from_mapping(cls, data: Mapping[str, object], place: str) -> Self:
        """Return the settings that `data` says; `place` names the file for whoever has to mend it.

        Raises
        ------
        InvalidSettings
            With the first mistake, where it is and how many more there are.
        """
        try:
            return cls.model_validate(dict(data))
        except ValidationError as error:
            first, *others = error.errors()
            where = ".".join(str(part) for part in first["loc"]) or "the whole file"
            more = f" (and {len(others)} more)" if others else ""
            raise InvalidSettings(f"{place}, {where}: {first['msg']}{more}") from error


class Category(StrEnum):
    CREDIT = "credit"
    LEGAL = "legal"
    OPERATIONAL = "operational"
    MARKET = "market"
    RELATIONSHIP = "relationship"
    IDENTITY = "identity"


class Band(Settings, frozen=True):
    """Values below `below` (None: all the rest) get `points`; more points mean more risk."""

    points: float
    below: float | None = None


class Words(Settings, frozen=True):
    """Texts that contain one of `any` (upper and lower case alike) get `points`."""

    any: tuple[str, ...]
    points: float


class Indicator(Settings, frozen=True):
    """One question about a party: a number in `bands` or a text in `words`; `missing` where nobody knows.

    `weight` says how much confidence depends on knowing it; parties whose kind is not in `asked_of` are
    left out of it. The bands ascend; the last is open.
    """

    name: str
    category: Category
    missing: float = 0.0
    weight: Annotated[float, Field(ge=0)] = 1.0
    bands: tuple[Band, ...] = ()
    words: tuple[Words, ...] = ()
    other: float = 0.0
    asked_of: frozenset[PartyKind] = frozenset(PartyKind)

    @model_validator(mode="after")
    def _bands_ascend(self) -> Self:
        if bool(self.bands) == bool(self.words):
            raise ValueError("give either bands or words")
        edges = [band.below for band in self.bands]
        if self.bands and (edges[-1] is not None or None in edges[:-1]):
            raise ValueError("the last band, and only it, has no 'below'")
        numbers = [edge for edge in edges if edge is not None]
        if numbers != sorted(set(numbers)):
            raise ValueError("the bands' 'below' must ascend")
        return self


class BaseRates(Settings, frozen=True):
    """Yearly probability of distress of a party of which nothing else is known."""

    company: Annotated[float, Field(gt=0, lt=1)]
    person: Annotated[float, Field(gt=0, lt=1)]
    unknown: Annotated[float, Field(gt=0, lt=1)]


class GradeBands(Settings, frozen=True):
    """Scores from `yellow` on are yellow, from `red` on red; below green."""

    yellow: Annotated[float, Field(gt=0, lt=100)]
    red: Annotated[float, Field(gt=0, lt=100)]

    @model_validator(mode="after")
    def _yellow_comes_first(self) -> Self:
        if self.yellow >= self.red:
            raise ValueError("'yellow' must be below 'red'")
        return self


class LossWords(Settings, frozen=True):
    """How probable it is that a defendant loses, by words in the outcome or status."""

    open: Probability
    lost: tuple[str, ...]
    won: tuple[str, ...]
    won_probability: Probability
    closed_probability: Probability
    closed: tuple[str, ...]


class Scorecard(Settings, frozen=True):
    """Points of all indicators, divided by `points_per_log_odds`, are added to the base rate's log-odds."""

    points_per_log_odds: Positive
    base_rates: BaseRates
    event_half_life_days: Positive
    lawsuit_half_life_days: Positive
    lawsuits: LossWords
    gap_weights: Mapping[str, Annotated[float, Field(ge=0)]]
    indicators: tuple[Indicator, ...]
    grades: GradeBands

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [each.name for each in self.indicators]
        if len(set(names)) < len(names):
            raise ValueError("two indicators have the same name")
        return self


class Calibration(Settings, frozen=True):
    """Constants of transmission; `default_*` rates stand where amounts or balance sheets are missing."""

    supplier_failure: Rate
    buyer_failure: Rate
    guarantee_called: Probability
    loss_given_default: Probability
    owner_support: Rate
    control_share: Probability
    partner: Rate
    officer: Rate
    officer_companies: Annotated[int, Field(ge=2, le=50)]
    running_roles: tuple[str, ...]
    costs_per_revenue: Positive
    equity_per_revenue: Positive
    default_substitutability: Probability
    default_supply: Rate
    default_sale: Rate
    default_debt: Rate
    default_guarantee: Rate
    default_stake: Rate
    default_share: Probability
    default_claim: Rate


class Limits(Settings, frozen=True):
    """How much a customer should owe us at most, and what of a commitment counts as owed.

    grade_factors: grade -> part of the limit that a customer of this grade gets.
    """

    committed: Probability
    equity_share: Probability
    grade_factors: Mapping[Literal["green", "yellow", "red", "black"], Probability]
    estimated_factor: Probability
    own_equity_share: Probability

    @model_validator(mode="after")
    def _every_grade_has_a_factor(self) -> Self:
        if len(self.grade_factors) < 4:
            raise ValueError("'grade_factors' must name green, yellow, red and black")
        return self


class Clauses(Settings, frozen=True):
    """The clauses a contract of each type must have; `any` is for types that are not listed."""

    required: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, tuple[str, ...]]
    running: tuple[str, ...]

    def of(self, contract_type: str | None) -> tuple[str, ...]:
        """Return the clauses that a contract of this type must have."""
        return self.required.get((contract_type or "").strip().lower(), self.required.get("any", ()))


class RingInputs(Settings, frozen=True):
    """What counts as evidence of a ring. An identifier held by more parties than its cap is a hub: context.

    weights: kind -> weight; caps: kind -> most holders. whitelist: `kind:value` that never counts.
    terms: name of a term -> log-odds. An alert needs `threshold` or more.
    """

    weights: Mapping[IdentifierKind, Annotated[float, Field(ge=0)]]
    caps: Mapping[IdentifierKind, Annotated[int, Field(ge=2, le=30)]]
    whitelist: frozenset[str] = frozenset()
    min_members: Annotated[int, Field(ge=2)]
    max_members: Annotated[int, Field(ge=3)]
    resolution: Positive
    household_size: Annotated[int, Field(ge=2)]
    burst_days: Positive
    recycled_days: Positive
    threshold: Annotated[float, Field(gt=0, lt=1)]
    terms: Mapping[str, float]


class Training(Settings, frozen=True):
    """What a model was learned from: the days on which its windows of a year began, and how it was fitted.

    penalty: see `own.logistic.fitted`. intercept, slope: how the calibration window stretched its log-odds.
    """

    engine: str
    training: tuple[date, ...]
    calibration: date
    evaluation: date
    parties: Annotated[int, Field(ge=1)]
    failures: Annotated[int, Field(ge=1)]
    penalty: Positive
    intercept: float
    slope: Positive
    hindsight: bool = False


class LearnedModel(Settings, frozen=True):
    """Own risk as it was learned from outcomes, in the form of a scorecard whose points are log-odds."""

    trained: Training
    base_rates: BaseRates
    indicators: tuple[Indicator, ...]

    def as_card(self, card: Scorecard) -> Scorecard:
        """Return `card` with the base rates, bands and points that were learned."""
        learned = {"base_rates": self.base_rates, "indicators": self.indicators}
        return card.model_copy(update={"points_per_log_odds": 1.0, **learned})


class Inputs(Settings, frozen=True):
    """All of them together; `model` is there only where one was trained."""

    scorecard: Scorecard
    calibration: Calibration
    limits: Limits
    clauses: Clauses
    rings: RingInputs
    model: LearnedModel | None = None

    @property
    def card(self) -> Scorecard:
        """What own risk is told by: the learned model where there is one, else the analyst's scorecard."""
        return self.scorecard if self.model is None else self.model.as_card(self.scorecard)
