"""The canonical table `partnerships` 合作关系."""

from typing import Annotated, ClassVar

from ingest.tables.column import MaybeWord, OneEnd, Since, TableRow, Until, headed


class Partnership(TableRow):
    """Partners of any kind."""

    table: ClassVar[str] = "partnerships"
    chinese: ClassVar[str] = "合作关系"

    party: Annotated[OneEnd, headed("甲方")]
    partner: Annotated[OneEnd, headed("乙方", "合作方")]
    kind: Annotated[MaybeWord, headed("合作类型")] = None
    since: Since = None
    until: Until = None
