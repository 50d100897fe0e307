"""The canonical table `payments` 付款."""

from typing import Annotated, ClassVar

from ingest.tables.column import PAST, Currency, MaybeMoment, MaybeMoney, MaybeWord, OneEnd, TableRow, headed


class Payment(TableRow):
    """Single transfers. Without a `key`, equal rows of a file are counted, never dropped."""

    table: ClassVar[str] = "payments"
    chinese: ClassVar[str] = "付款"
    interval: ClassVar[tuple[str, str] | None] = None

    payer: Annotated[OneEnd, headed("付款方")]
    payee: Annotated[OneEnd, headed("收款方")]
    payer_account: Annotated[MaybeWord, headed("付款账号")] = None
    payee_account: Annotated[MaybeWord, headed("收款账号")] = None
    amount: Annotated[MaybeMoney, headed("金额")] = None
    currency: Currency = None
    at: Annotated[MaybeMoment, headed("交易时间", "付款日期"), PAST] = None
    key: Annotated[MaybeWord, headed("流水号")] = None
