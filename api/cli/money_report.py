"""Our money with a party, and who moved, in lines for people."""

from collections.abc import Iterator

from api.schemas.money import CustomerMoneyOut, MoneyOut, PartyMoneyOut, SupplierMoneyOut
from api.schemas.portfolio import MoverOut, MoversPage, TotalsOut

_KINDS = {
    "debt": "owed to us",
    "contract": "delivered and not paid",
    "prepaid": "prepaid and not delivered",
    "committed": "yet to be delivered",
    "claim": "claimed at court",
    "promised": "guaranteed by us",
    "cover": "guaranteed by others",
}


def money_lines(money: PartyMoneyOut) -> Iterator[str]:
    """Yield what a party would cost us as a customer, and what would stop without it as a supplier."""
    if money.customer:
        yield from _customer_lines(money.customer)
    if money.supplier:
        yield from _supplier_lines(money.supplier)


def totals_line(totals: TotalsOut) -> str:
    """Return our money with all customers in one sentence."""
    over = f"; {totals.over_limit:,} above their limit by {said(totals.over_by)}" if totals.over_limit else ""
    return (
        f"Our money: {said(totals.ead)} at stake with {totals.customers:,} customers,"
        f" expected loss within a year {said(totals.expected_loss)}{over}"
    )


def mover_lines(page: MoversPage) -> Iterator[str]:
    """Yield who moved most since the last Book, and through what."""
    former = page.moves.former
    if former is None:
        yield "No earlier Book is kept to compare with"
        return
    moves = page.moves
    yield (
        f"Since the Book of {former.valid_on}: {moves.worse:,} worse, {moves.better:,} better,"
        f" {moves.new:,} new, {moves.gone:,} gone"
        + (" (settings or program changed as well)" if former.settings_changed else "")
    )
    for mover in page.items:
        yield f"  {_change(mover)}  {mover.name} ({mover.id}){_grades(mover)}"
        if mover.cause:
            over = "no more: " if mover.cause.over else ""
            yield f"          {mover.cause.points:+.1f}  {over}{mover.cause.reason.text.en}"
            for tie in mover.cause.ties:
                ends = " → ".join(end.name for end in (tie.source, tie.target) if end)
                yield f"          {tie.what}: {tie.kind} {ends} ({tie.origin.file} line {tie.origin.line})"
            for fact in mover.cause.facts:
                yield f"          new: {fact.record} ({fact.file} line {fact.line})"


def said(money: MoneyOut) -> str:
    """Return an amount with separators."""
    whole, point, part = money.amount.partition(".")
    return f"{int(whole):,}{point}{part} {money.currency}"


def _customer_lines(money: CustomerMoneyOut) -> Iterator[str]:
    limit = said(money.limit.amount) if money.limit.amount else "none"
    yield (
        f"As a customer: {said(money.ead)} at stake ({said(money.gross)} less {said(money.covered)} covered),"
        f" expected loss within a year {said(money.expected_loss)}"
    )
    yield f"  limit {limit}: {money.limit.text.en}"
    if money.limit.amount and float(money.limit.over_by.amount) > 0:
        yield f"  above the limit by {said(money.limit.over_by)}"
    for line in money.lines:
        row = f"{line.origin.file} line {line.origin.line}"
        yield f"  {said(line.at_default):>18}  {_KINDS[line.kind]} ({row})"


def _supplier_lines(money: SupplierMoneyOut) -> Iterator[str]:
    share = "" if money.share_of_costs is None else f", {money.share_of_costs:.1%} of our costs"
    bought = "an unknown amount" if money.bought is None else said(money.bought)
    yield f"As a supplier: we buy {bought} a year{share}; {said(money.prepaid)} prepaid"
    for each in money.purchases:
        sole = ", sole source" if each.sole_source else ""
        amount = f" {said(each.amount)} a year" if each.amount else ""
        yield f"  {each.product or 'goods'}{amount}{sole} ({each.origin.file} line {each.origin.line})"


def _change(mover: MoverOut) -> str:
    return "   new" if mover.change is None else f"{mover.change:+6.1f}"


def _grades(mover: MoverOut) -> str:
    if mover.grade is None or mover.grade == mover.grade_before:
        return ""
    return f" {mover.grade_before or 'unrated'} → {mover.grade}"
