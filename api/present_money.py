"""From our money in a Book to the answers of `api.schemas.money`."""

import math
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from analytics import wording
from api.present_sources import origin_out, tie_origin
from api.schemas.money import (
    CustomerMoneyOut,
    LimitOut,
    LineOut,
    MoneyOut,
    PartyMoneyOut,
    PurchaseOut,
    SupplierMoneyOut,
)
from api.schemas.plain import Bilingual, StepOut
from book.book import Book
from book.money import CustomerMoney, Line, Purchase, SupplierMoney, money_with
from graph.values import minor_digits

_DIGITS = 40
"""More than any sum of amounts has; Python's own 28 would round the largest."""


def money_out(amount: float, currency: str) -> MoneyOut:
    """Return an amount in major units rounded half-even to the currency's minor unit."""
    with localcontext() as exact:
        exact.prec = _DIGITS
        places = Decimal(1).scaleb(-minor_digits(currency))
        rounded = Decimal(repr(float(amount))).quantize(places, ROUND_HALF_EVEN)
    return MoneyOut(amount=f"{abs(rounded) if rounded.is_zero() else rounded:f}", currency=currency)


def known_money(amount: float | None, currency: str) -> MoneyOut | None:
    """Return an amount, None for one that is not known."""
    return None if amount is None or math.isnan(amount) else money_out(amount, currency)


def party_money(book: Book, position: int) -> PartyMoneyOut | None:
    """Return our money with a party, None for who is neither customer nor supplier."""
    found = money_with(book.money, position)
    if found is None:
        return None
    return PartyMoneyOut(
        customer=_customer(book, position, found.customer, found.lines) if found.customer else None,
        supplier=_supplier(book, found.supplier) if found.supplier else None,
    )


def step_out(book: Book, position: int) -> StepOut:
    return StepOut(id=book.party_id(position), name=book.name(position))


def _customer(book: Book, position: int, money: CustomerMoney, lines: tuple[Line, ...]) -> CustomerMoneyOut:
    currency = book.snapshot.currency
    return CustomerMoneyOut(
        gross=money_out(money.gross, currency),
        covered=money_out(money.covered, currency),
        ead=money_out(money.ead, currency),
        expected_loss=money_out(money.loss, currency),
        limit=LimitOut(
            amount=known_money(money.limit, currency),
            code=money.rule.code,
            text=_limit_text(book, position, money),
            over_by=money_out(money.over_limit, currency),
        ),
        lines=[_line(book, each) for each in lines],
    )


def _limit_text(book: Book, position: int, money: CustomerMoney) -> Bilingual:
    limits, grade = book.inputs.settings.limits, book.scores.grade_of(position)
    values: dict[str, str | float] = {
        "share": limits.equity_share,
        "factor": limits.grade_factors[grade.value],
        "trust": limits.estimated_factor,
        "own": limits.own_equity_share,
        "grade": grade.value,
    }
    return Bilingual(
        en=wording.limit_text(money.rule.code, values, "en"),
        zh=wording.limit_text(money.rule.code, values, "zh"),
    )


def _line(book: Book, line: Line) -> LineOut:
    currency, (key, origin) = book.snapshot.currency, tie_origin(book, line.tie)
    return LineOut.model_validate(
        {
            "kind": line.kind.name.lower(),
            "amount": money_out(line.amount, currency),
            "at_default": money_out(line.at_default, currency),
            "relationship": key,
            "origin": origin_out(origin),
        }
    )


def _supplier(book: Book, money: SupplierMoney) -> SupplierMoneyOut:
    currency = book.snapshot.currency
    return SupplierMoneyOut(
        bought=known_money(money.bought, currency),
        share_of_costs=money.share,
        sole_source=money.sole,
        prepaid=money_out(money.prepaid, currency),
        expected_loss=money_out(money.loss, currency),
        purchases=[_purchase(book, each) for each in money.purchases],
    )


def _purchase(book: Book, bought: Purchase) -> PurchaseOut:
    key, origin = tie_origin(book, bought.tie)
    return PurchaseOut(
        product=book.snapshot.ties["subject"][bought.tie].as_py(),
        buyer=step_out(book, bought.buyer),
        amount=known_money(bought.amount, book.snapshot.currency),
        share_of_costs=bought.share,
        sole_source=bought.sole,
        relationship=key,
        origin=origin_out(origin),
    )
