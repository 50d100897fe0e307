"""The canonical tables. Each model is the only definition of its columns."""

from collections.abc import Mapping

from graph.errors import InvalidInput
from ingest.tables.column import TableRow
from ingest.tables.companies import Company
from ingest.tables.contracts import ContractRow
from ingest.tables.debts import Debt
from ingest.tables.events import EventRow
from ingest.tables.guarantees import Guarantee
from ingest.tables.lawsuits import LawsuitRow
from ingest.tables.officers import Officer
from ingest.tables.ownership import Ownership
from ingest.tables.partnerships import Partnership
from ingest.tables.payments import Payment
from ingest.tables.people import Person
from ingest.tables.supplies import Supply
from ingest.tables.tenders import Bid
from ingest.tables.watchlist import WatchlistEntry

TABLES: Mapping[str, type[TableRow]] = {
    model.table: model
    for model in (
        Company,
        Person,
        Supply,
        Partnership,
        ContractRow,
        LawsuitRow,
        Ownership,
        Officer,
        Guarantee,
        Debt,
        Payment,
        EventRow,
        WatchlistEntry,
        Bid,
    )
}
PARTY_TABLES = ("people", "watchlist", "companies")
"""Read first, in this order: a company may name its legal representative by a person's key."""


def table_named(name: str) -> type[TableRow]:
    """Return the table of this English or Chinese name; `InvalidInput` lists them all."""
    for model in TABLES.values():
        if name.strip().lower() in (model.table, model.chinese):
            return model
    raise InvalidInput(f"There is no table {name!r}; the tables are {', '.join(TABLES)}")
