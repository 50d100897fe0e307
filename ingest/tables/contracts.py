"""The canonical table `contracts` 合同."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    Currency,
    ManyEnds,
    MaybeDay,
    MaybeEnd,
    MaybeMoney,
    MaybeRatio,
    MaybeWord,
    TableRow,
    Word,
    Words,
    headed,
)


class ContractRow(TableRow):
    """Contracts and who signed them in which role."""

    table: ClassVar[str] = "contracts"
    chinese: ClassVar[str] = "合同"
    interval: ClassVar[tuple[str, str] | None] = ("starts", "ends")

    number: Annotated[Word, headed("合同编号")]
    buyer: Annotated[MaybeEnd, headed("买方", "采购方")] = None
    seller: Annotated[MaybeEnd, headed("卖方", "供应商")] = None
    guarantor: Annotated[ManyEnds, headed("担保方")] = ()
    agent: Annotated[MaybeEnd, headed("代理方")] = None
    signatory: Annotated[ManyEnds, headed("签字人")] = ()
    type: Annotated[MaybeWord, headed("合同类型")] = None
    amount: Annotated[MaybeMoney, headed("合同金额")] = None
    currency: Currency = None
    credit_limit: Annotated[MaybeMoney, headed("授信额度")] = None
    signed: Annotated[MaybeDay, headed("签订日期")] = None
    starts: Annotated[MaybeDay, headed("生效日期", "开始日期")] = None
    ends: Annotated[MaybeDay, headed("到期日期", "结束日期")] = None
    status: Annotated[MaybeWord, headed("状态")] = None
    delivered_share: Annotated[MaybeRatio, headed("交付比例")] = None
    prepaid_share: Annotated[MaybeRatio, headed("预付比例")] = None
    clauses: Annotated[Words, headed("条款")] = ()
