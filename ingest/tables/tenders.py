"""The canonical table `tenders` 投标."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    PAST,
    Currency,
    MaybeFlag,
    MaybeMoment,
    MaybeMoney,
    MaybeWord,
    OneEnd,
    TableRow,
    Word,
    headed,
)


class Bid(TableRow):
    """Bids in tenders."""

    table: ClassVar[str] = "tenders"
    chinese: ClassVar[str] = "投标"
    interval: ClassVar[tuple[str, str] | None] = None

    tender: Annotated[Word, headed("招标编号", "项目编号")]
    bidder: Annotated[OneEnd, headed("投标人", "投标方")]
    amount: Annotated[MaybeMoney, headed("投标金额")] = None
    currency: Currency = None
    deposit_account: Annotated[MaybeWord, headed("保证金账号")] = None
    contact: Annotated[MaybeWord, headed("联系电话")] = None
    device: Annotated[MaybeWord, headed("设备号")] = None
    submitted_at: Annotated[MaybeMoment, headed("投标时间"), PAST] = None
    won: Annotated[MaybeFlag, headed("是否中标")] = None
