"""The canonical table `debts` 债务."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    PAST,
    Currency,
    MaybeDay,
    MaybeInteger,
    MaybeMoney,
    OneEnd,
    Since,
    TableRow,
    Until,
    headed,
)


class Debt(TableRow):
    """Who owes whom; `amount` is outstanding."""

    table: ClassVar[str] = "debts"
    chinese: ClassVar[str] = "债务"

    creditor: Annotated[OneEnd, headed("债权人")]
    debtor: Annotated[OneEnd, headed("债务人")]
    amount: Annotated[MaybeMoney, headed("未偿余额", "欠款金额")] = None
    overdue: Annotated[MaybeMoney, headed("逾期金额")] = None
    longest_days_overdue: Annotated[MaybeInteger, headed("最长逾期天数", "逾期天数")] = None
    currency: Currency = None
    since: Since = None
    until: Until = None
    as_of: Annotated[MaybeDay, headed("截至日期"), PAST] = None
