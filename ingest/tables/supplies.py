"""The canonical table `supplies` 供应关系."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    Currency,
    MaybeFlag,
    MaybeMoney,
    MaybeRatio,
    MaybeWord,
    OneEnd,
    Since,
    TableRow,
    Until,
    headed,
)


class Supply(TableRow):
    """Who supplies whom; `amount` is a year's."""

    table: ClassVar[str] = "supplies"
    chinese: ClassVar[str] = "供应关系"

    supplier: Annotated[OneEnd, headed("供应商")]
    buyer: Annotated[OneEnd, headed("采购方", "客户")]
    amount: Annotated[MaybeMoney, headed("年采购额", "金额")] = None
    currency: Currency = None
    product: Annotated[MaybeWord, headed("产品", "物料")] = None
    essential: Annotated[MaybeFlag, headed("关键物料", "是否关键")] = None
    substitutability: Annotated[MaybeRatio, headed("可替代性")] = None
    since: Since = None
    until: Until = None
