"""Owners, holdings, groups and how concentrated exposures are."""

from typing import Literal

from pydantic import BaseModel

from api.schemas.plain import Bilingual, OriginOut, StepOut

Control = Literal["certain", "possible", "no"]


class StakeOut(BaseModel):
    """A direct stake: `owner` holds from `low` to `high` of `owned`, by these rows."""

    owner: StepOut
    owned: StepOut
    low: float
    high: float
    relationships: list[str]
    origins: list[OriginOut]


class ChainOut(BaseModel):
    """Stakes from a person down to the party; `low` and `high` are the products of their shares."""

    low: float
    high: float
    stakes: list[StakeOut]
    text: Bilingual


class InterestOut(BaseModel):
    """Shares over all chains (`low` to `high`, circles counted out), direct ones, and control.

    `joint_low`, `joint_high`: what is held together with all that the controlling side controls.
    """

    id: str
    name: str
    kind: str
    low: float
    high: float
    direct_low: float
    direct_high: float
    control: Control
    joint_low: float
    joint_high: float


class BeneficialOwnerOut(BaseModel):
    """A natural person with 25 % or more over all chains, or with control.

    `sure`: whatever the unknown shares are. The chains prove `covered` of `low`; `residual` is left.
    """

    id: str
    name: str
    low: float
    high: float
    control: Control
    sure: bool
    covered: float
    residual: float
    chains: list[ChainOut]
    text: Bilingual


class UnknownOut(BaseModel):
    """A firm whose owners are not known further: of its shares `missing`, of the party `share`."""

    id: str
    name: str
    missing: float
    share: float
    text: Bilingual


class CloseLinkOut(BaseModel):
    """`side`: the other holds the party, is held by it, or both are held by `third`."""

    id: str
    name: str
    side: Literal["holder", "held", "sibling"]
    low: float
    high: float
    third: StepOut | None
    text: Bilingual


class FindingOut(BaseModel):
    """What is odd: `beyond_whole` (shares above 100 % in sum), `closed_circle`."""

    code: str
    parties: list[StepOut]
    value: float
    text: Bilingual


class ControlGroupOut(BaseModel):
    """Everybody under the control of `head`; `size` is exact where `members` were cut."""

    head: StepOut
    size: int
    members: list[StepOut]


class OwnershipOut(BaseModel):
    """A party's owners up to persons, what it holds and controls, its group and its close links.

    Of long lists the first are told, and how many more there are. No share of a close link lacks more
    than `missed`.
    """

    id: str
    name: str
    kind: str
    moved_from: str | None
    beneficial_owners: list[BeneficialOwnerOut]
    unknown: list[UnknownOut]
    joint_control: list[StepOut]
    owners: list[InterestOut]
    more_owners: int
    holdings: list[InterestOut]
    more_holdings: int
    group: ControlGroupOut
    close_links: list[CloseLinkOut]
    more_close_links: int
    missed: float
    findings: list[FindingOut]
    book: str


class DebtorOut(StepOut):
    amount: float


class GroupOut(BaseModel):
    """A group of connected clients: what the house has at stake with it, and its share of all that."""

    head: StepOut
    size: int
    members: list[StepOut]
    amount: float
    loss: float
    share: float
    debtors: list[DebtorOut]


class GroupsOut(BaseModel):
    """Groups by exposure, then by size. Money in `currency`; shares and `herfindahl` in [0, 1].

    `houses`: how many house parties there are; without one nothing is at stake. `within_own` is at stake
    with the house's own groups and counts in nothing else. `next` is the cursor of the following page.
    """

    items: list[GroupOut]
    total: int
    next: str | None
    currency: str
    houses: int
    exposure: float
    within_own: float
    herfindahl: float
    largest_1: float
    largest_5: float
    largest_10: float
    largest_20: float
    book: str
