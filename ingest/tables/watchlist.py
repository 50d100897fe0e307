"""The canonical table `watchlist` 名单."""

from typing import Annotated, ClassVar

from ingest.tables.column import MaybeDay, MaybePartyKind, MaybeWord, TableRow, Until, Word, Words, headed


class WatchlistEntry(TableRow):
    """Entries of a watch list: each is a party and an event about it."""

    table: ClassVar[str] = "watchlist"
    chinese: ClassVar[str] = "名单"

    entry_id: Annotated[Word, headed("名单编号")]
    names: Annotated[Words, headed("名称", "姓名")]
    ids: Annotated[Words, headed("证件号码")] = ()
    kind: Annotated[MaybePartyKind, headed("类型")] = None
    list: Annotated[MaybeWord, headed("名单")] = None
    reason: Annotated[MaybeWord, headed("列入原因")] = None
    since: Annotated[MaybeDay, headed("列入日期", "开始日期")] = None
    until: Until = None
