"""Our money with one party. Amounts are decimal texts in major units."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.plain import Bilingual, OriginOut, StepOut


class MoneyOut(BaseModel):
    """`amount` is exact decimal text in major units (yuan, euros), such as "1250000.00"."""

    amount: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
    currency: str


class LineOut(BaseModel):
    """Money at stake by one tie. `at_default` is the part of it that counts, negative for cover."""

    kind: Literal["debt", "contract", "prepaid", "committed", "claim", "promised", "cover"]
    amount: MoneyOut
    at_default: MoneyOut
    relationship: str
    origin: OriginOut


class LimitOut(BaseModel):
    """The recommended limit: `code` names the rule that gave it; no `amount` where nothing is known."""

    amount: MoneyOut | None
    code: str
    text: Bilingual
    over_by: MoneyOut


class CustomerMoneyOut(BaseModel):
    """ead = gross - covered by guarantees that would hold; expected_loss within a year."""

    gross: MoneyOut
    covered: MoneyOut
    ead: MoneyOut
    expected_loss: MoneyOut
    limit: LimitOut
    lines: list[LineOut]


class PurchaseOut(BaseModel):
    """A supply to one of us; `amount` a year, `share_of_costs` of the buyer's."""

    product: str | None
    buyer: StepOut
    amount: MoneyOut | None
    share_of_costs: float | None
    sole_source: bool
    relationship: str
    origin: OriginOut


class SupplierMoneyOut(BaseModel):
    """What would stop without a supplier, and what we have at stake with it in advance."""

    bought: MoneyOut | None
    share_of_costs: float | None
    sole_source: bool
    prepaid: MoneyOut
    expected_loss: MoneyOut
    purchases: list[PurchaseOut]


class PartyMoneyOut(BaseModel):
    """Our money with a party: as a customer, as a supplier, or both."""

    customer: CustomerMoneyOut | None
    supplier: SupplierMoneyOut | None
