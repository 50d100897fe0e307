"""What a command did, in lines for people and as data for programs."""

from collections.abc import Iterator

from api.pipeline import Loaded
from book import portfolio
from book.book import Book
from graph.model import Role
from ingest.load_report import LoadReport
from ingest.resolve import ResolveReport

_WARNINGS = {
    "end_became_a_mention": (
        "end of a tie is a name only; it is matched to a party, or becomes one",
        "ends of ties are names only; each is matched to a party, or becomes one",
    ),
    "end_key_not_found": (
        "end of a tie is a key that no record has; it becomes a party of its own",
        "ends of ties are keys that no record has; each becomes a party of its own",
    ),
    "row_repeated": ("row came twice and counts once", "rows came twice and count once"),
    "currency_assumed": (
        "amount has no currency; it is taken to be in the book's",
        "amounts have no currency; they are taken to be in the book's",
    ),
    "identifier_failed_its_check": (
        "identifier fails its check and proves nothing",
        "identifiers fail their check and prove nothing",
    ),
}
"""What a warning says of one, and of more."""


def load_lines(loaded: Loaded) -> Iterator[str]:
    """Yield one line a table, what was refused or assumed, where the rejects are, and what came of it."""
    report = loaded.report
    for table, count in report.tables.items():
        rejected = f", {count.rejected:,} rejected" if count.rejected else ""
        rows = _of(count.rows, "row is", "rows are")
        yield f"{table}: {count.good:,} of {rows} good{rejected}"
    for warning, times in report.warnings.items():
        yield f"  {_of(times, *_WARNINGS.get(warning, (warning, warning)))}"
    for name in report.skipped:
        yield f"  {name} is no table and was left alone"
    for part in report.unused:
        yield f"  {part} met no file"
    yield from _reject_lines(report)
    if report.dry_run:
        yield "Nothing was written: this was a dry run"
    elif loaded.book is None:
        yield "Loaded, but not to be seen yet: `riskweave resolve` publishes it"
    if loaded.resolved is not None and loaded.book is not None:
        yield resolved_line(loaded.resolved, loaded.book)
        yield from (f"  {problem}" for problem in loaded.book.snapshot.problems)


def _reject_lines(report: LoadReport) -> Iterator[str]:
    """Yield the first rejected rows with place and remedy, and where all of them are."""
    for example in report.examples:
        yield f"  rejected: {example}"
    more = report.total.rejected - len(report.examples)
    if more > 0:
        yield f"  rejected: {more:,} more"
    sheets = [path for path in report.reports if path.suffix == ".csv"]
    if sheets:
        rest = f" and {len(sheets) - 1} more beside it" if len(sheets) > 1 else ""
        yield f"  mend and load again: {sheets[0]}{rest}"


def resolved_line(done: ResolveReport, book: Book) -> str:
    """Return how many parties there are now, and how much of that is new."""
    snapshot = book.snapshot
    return (
        f"{_of(done.records, 'record is', 'records are')} {_of(len(snapshot), 'party', 'parties')}"
        f" with {_of(snapshot.ties.num_rows, 'tie', 'ties')}"
        f" ({_of(done.parties, 'party is', 'parties are')} new or changed;"
        f" {_of(done.possible, 'pair is', 'pairs are')} undecided)"
    )


def _of(count: int, one: str, more: str) -> str:
    """Return the count with the words that go with it."""
    return f"{count:,} {one if count == 1 else more}"


def demo_lines(book: Book) -> Iterator[str]:
    """Yield what the demo made, and which customer to look at first."""
    ties = book.snapshot.ties.num_rows
    yield f"An invented book is ready: {len(book.snapshot):,} firms and people with {ties:,} ties."
    customers = portfolio.riskiest(book, portfolio.Filter(role=Role.CUSTOMER, rated=True))
    if len(customers):
        first = int(customers[0])
        yield (
            f"Look first at the riskiest customer, {book.name(first)} ({book.party_id(first)}):"
            f" score {book.scores.value[first]:.1f} of 100, {book.scores.grade_of(first)}."
        )
    if book.rings.rings:
        size = len(book.rings.rings[0].members)
        yield f"Then at the rings: {size} people share documents and phones that nobody should share."
