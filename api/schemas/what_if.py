"""What is asked in a what-if, and what came of it."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.schemas.network import Grade, NetworkOut, PathOut
from api.schemas.plain import Bilingual, StepOut
from graph.relationships import RelationshipKind

PartyIdIn = Annotated[str, Field(pattern="^p_[a-z2-7]{16}$", description="A party id, also one that moved")]
TieKeyIn = Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="The key of a tie")]


class WeightIn(BaseModel):
    """Exactly one of: a rate for every way that the tie has, an amount in the book currency, a share of a
    stake.
    """

    model_config = ConfigDict(extra="forbid")

    rate: Annotated[float | None, Field(ge=0, le=0.999)] = None
    amount: Annotated[float | None, Field(ge=0, le=1e15)] = None
    share: Annotated[float | None, Field(ge=0, le=1)] = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(each is not None for each in (self.rate, self.amount, self.share)) != 1:
            raise ValueError("give exactly one of rate, amount and share")
        return self


class ChangedTieIn(WeightIn):
    key: TieKeyIn


class AddedTieIn(WeightIn):
    """`source KIND target` in the direction of the words."""

    kind: RelationshipKind
    source: PartyIdIn
    target: PartyIdIn


class WhatIfIn(BaseModel):
    """What is supposed: parties that fail, ties that are gone, weigh otherwise or are added. Nothing is
    stored.
    """

    model_config = ConfigDict(extra="forbid")

    fail: Annotated[list[PartyIdIn], Field(max_length=100)] = []
    remove: Annotated[list[TieKeyIn], Field(max_length=1000)] = []
    change: Annotated[list[ChangedTieIn], Field(max_length=1000)] = []
    add: Annotated[list[AddedTieIn], Field(max_length=100)] = []
    sampled: Annotated[
        int | None, Field(ge=100, le=20_000, description="Worlds to sample as a check; none without it")
    ] = None
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1
    limit: Annotated[int, Field(ge=1, le=500, description="Parties and creditors to list at most")] = 50


class ChangeOut(BaseModel):
    """What a party changes by; PDs in [0, 1], scores in [0, 100]; no grade where it is unrated."""

    id: str
    name: str
    failed: bool
    pd_before: float
    pd_after: float
    score_before: float
    score_after: float
    grade_before: Grade | None
    grade_after: Grade | None


class ReachedOut(BaseModel):
    id: str
    name: str
    rise: float


class RoundOut(BaseModel):
    """A round of the cascade. `parties`: how many it reaches; `rise`: of their network PDs, summed; `lost`:
    money that their creditors are expected to lose by it. `reached`: those that rise most.
    """

    number: int
    parties: int
    rise: float
    lost: float
    reached: list[ReachedOut]


class LossOut(BaseModel):
    """What a creditor is expected to lose more, and whose failing costs it most. `house`: one of our own
    firms.
    """

    id: str
    name: str
    house: bool
    loss: float
    debtor: StepOut


class SampledOut(BaseModel):
    """`added` in sampled worlds, give or take its standard `error`."""

    added: float
    error: float
    worlds: int
    seed: int


class WhatIfOut(BaseModel):
    """What came of it. `added`: how many more of the others are expected in distress.

    `parties`: how many others change. `left_out`: sum of the changes of PDs too small to be followed further;
    `followed`: every round stands by itself; else the last of
    `rounds` is all further ones together. Money in major units of `currency`.
    """

    code: str
    text: Bilingual
    added: float
    parties: int
    grades_changed: int
    changes: list[ChangeOut]
    rounds: list[RoundOut]
    losses: list[LossOut]
    lost: float
    lost_by_us: float
    currency: str
    left_out: float
    followed: bool
    sampled: SampledOut | None
    book: str


class RemovableOut(BaseModel):
    """A relationship: every row of a kind between two parties."""

    kind: str
    parties: list[StepOut]
    keys: list[str]


class SmallestSetOut(BaseModel):
    """The smallest set of relationships without which the grade is a better one; none where `relationships`
    is empty.

    `proven`: no smaller set does that; `at_least`: how many any such set has.
    """

    code: str
    text: Bilingual
    relationships: list[RemovableOut]
    proven: bool
    at_least: int
    score: float
    score_without: float
    grade: Grade
    grade_without: Grade
    book: str


class ContributionOut(BaseModel):
    """Distress that began at the first party and came along the ties to the last: its part of the score."""

    path: list[StepOut]
    relationships: list[str]
    points: float
    looped: bool


class ContributionsOut(BaseModel):
    """Paths by falling points; `covered` and `residual` together are all points but those of fraud."""

    paths: list[ContributionOut]
    covered: float
    residual: float
    book: str


class FlagOut(BaseModel):
    code: str
    text: Bilingual
    records: list[str]


class FlaggedOut(BaseModel):
    id: str
    name: str
    flags: list[FlagOut]


class FlaggedPathsOut(BaseModel):
    """Paths to flagged parties, strongest first, and what flags the party at the end of each."""

    paths: list[PathOut]
    flagged: list[FlaggedOut]
    network: NetworkOut
