"""The canonical table `officers` 任职."""

from typing import Annotated, ClassVar

from ingest.tables.column import COMPANY, PERSON, MaybeDay, OneEnd, TableRow, Words, headed


class Officer(TableRow):
    """Who holds which office; several roles in a cell are several ties."""

    table: ClassVar[str] = "officers"
    chinese: ClassVar[str] = "任职"

    person: Annotated[OneEnd, headed("姓名", "人员"), PERSON]
    company: Annotated[OneEnd, headed("公司", "企业"), COMPANY]
    role: Annotated[Words, headed("职务")] = ()
    since: Annotated[MaybeDay, headed("任职日期", "开始日期")] = None
    until: Annotated[MaybeDay, headed("离任日期", "结束日期")] = None
