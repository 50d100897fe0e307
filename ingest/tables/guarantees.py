"""The canonical table `guarantees` 担保."""

from typing import Annotated, ClassVar

from ingest.tables.column import Currency, MaybeMoney, OneEnd, Since, TableRow, Until, headed


class Guarantee(TableRow):
    """Who guarantees whose debt."""

    table: ClassVar[str] = "guarantees"
    chinese: ClassVar[str] = "担保"

    guarantor: Annotated[OneEnd, headed("担保人", "担保方")]
    debtor: Annotated[OneEnd, headed("被担保人", "债务人")]
    amount: Annotated[MaybeMoney, headed("担保金额")] = None
    currency: Currency = None
    since: Since = None
    until: Until = None
