"""The canonical table `events` 事件."""

from typing import Annotated, ClassVar

from ingest.tables.column import PAST, EventWord, MaybeDay, MaybeSeverity, MaybeWord, OneEnd, TableRow, headed


class EventRow(TableRow):
    """What happened to a party or a contract."""

    table: ClassVar[str] = "events"
    chinese: ClassVar[str] = "事件"
    interval: ClassVar[tuple[str, str] | None] = None

    kind: Annotated[EventWord, headed("事件类型")]
    at: Annotated[MaybeDay, headed("日期", "发生日期"), PAST] = None
    about: Annotated[OneEnd, headed("对象", "涉及企业")]
    severity: Annotated[MaybeSeverity, headed("严重程度")] = None
    text: Annotated[MaybeWord, headed("内容", "摘要")] = None
    key: Annotated[MaybeWord, headed("事件编号")] = None
