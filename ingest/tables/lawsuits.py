"""The canonical table `lawsuits` 诉讼."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    PAST,
    Currency,
    ManyEnds,
    MaybeDay,
    MaybeMoney,
    MaybeWord,
    TableRow,
    Word,
    headed,
)


class LawsuitRow(TableRow):
    """Lawsuits with their parties, who are often known by name alone."""

    table: ClassVar[str] = "lawsuits"
    chinese: ClassVar[str] = "诉讼"
    interval: ClassVar[tuple[str, str] | None] = None

    court: Annotated[Word, headed("法院", "受理法院")]
    case_number: Annotated[Word, headed("案号")]
    plaintiffs: Annotated[ManyEnds, headed("原告")] = ()
    defendants: Annotated[ManyEnds, headed("被告")] = ()
    cause: Annotated[MaybeWord, headed("案由")] = None
    filed: Annotated[MaybeDay, headed("立案日期"), PAST] = None
    status: Annotated[MaybeWord, headed("审理状态", "状态")] = None
    claim: Annotated[MaybeMoney, headed("标的额", "涉案金额")] = None
    currency: Currency = None
    outcome: Annotated[MaybeWord, headed("判决结果", "结果")] = None
