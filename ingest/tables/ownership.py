"""The canonical table `ownership` 股权."""

from typing import Annotated, ClassVar

from ingest.tables.column import MaybeShare, OneEnd, Since, TableRow, Until, headed


class Ownership(TableRow):
    """Who owns how much of whom; the share may be missing or a range."""

    table: ClassVar[str] = "ownership"
    chinese: ClassVar[str] = "股权"

    owner: Annotated[OneEnd, headed("股东", "持有人")]
    owned: Annotated[OneEnd, headed("被投资企业", "公司")]
    share: Annotated[MaybeShare, headed("持股比例")] = None
    since: Since = None
    until: Until = None
