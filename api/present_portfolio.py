"""From a Book, and the one before it, to the pictures of the portfolio."""

from analytics.score import GRADES
from api.present_money import money_out, step_out
from api.present_movers import moves_out
from api.schemas.portfolio import CategoryOut, ConcentrationOut, PortfolioOut, ShareOut, TotalsOut
from book.book import Book
from book.compare import Comparison
from book.summary import Concentration, Totals, totals
from graph.values import PartyId


def portfolio_out(book: Book, comparison: Comparison | None) -> PortfolioOut:
    """Return everything that the first page draws."""
    found = book.summary
    return PortfolioOut(
        book=book.manifest.id,
        currency=book.snapshot.currency,
        house=[step_out(book, each) for each in found.house],
        grades=book.scores.grades(),
        categories=[
            CategoryOut(
                category=each.category.value,
                grades={grade.value: count for grade, count in zip(GRADES, each.by_grade, strict=True)},
            )
            for each in found.categories
        ],
        moves=moves_out(comparison),
        concentration=[_concentration(book, each) for each in found.concentration],
        totals=_totals(found.totals, book.snapshot.currency),
    )


def totals_out(book: Book) -> TotalsOut:
    """Return our money with all customers and suppliers."""
    return _totals(totals(book.money), book.snapshot.currency)


def _concentration(book: Book, found: Concentration) -> ConcentrationOut:
    currency = book.snapshot.currency
    return ConcentrationOut(
        by=found.by,
        index=found.index,
        others=found.others,
        largest=[
            ShareOut(
                key=each.key,
                name=_name(book, each.key) if found.by in ("customer", "group") else each.key,
                customers=each.parties,
                ead=money_out(each.ead, currency),
                expected_loss=money_out(each.loss, currency),
                share=each.part,
                risky=each.risky,
            )
            for each in found.largest
        ],
    )


def _name(book: Book, key: str | None) -> str | None:
    return None if key is None else book.name(book.position(PartyId(key)))


def _totals(found: Totals, currency: str) -> TotalsOut:
    return TotalsOut(
        customers=found.customers,
        suppliers=found.suppliers,
        gross=money_out(found.gross, currency),
        covered=money_out(found.covered, currency),
        ead=money_out(found.ead, currency),
        expected_loss=money_out(found.loss, currency),
        limit=money_out(found.limit, currency),
        over_limit=found.over_limit,
        over_by=money_out(found.over_by, currency),
        prepaid=money_out(found.prepaid, currency),
        prepaid_expected_loss=money_out(found.prepaid_loss, currency),
    )
