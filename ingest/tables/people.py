"""The canonical table `people` 人员."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    PAST,
    MaybeDay,
    MaybeInteger,
    MaybeRoles,
    MaybeSex,
    MaybeWord,
    TableRow,
    Word,
    Words,
    headed,
)


class Person(TableRow):
    """Persons: owners, officers, guarantors, applicants."""

    table: ClassVar[str] = "people"
    chinese: ClassVar[str] = "人员"
    interval: ClassVar[tuple[str, str] | None] = None

    source_key: Annotated[Word, headed("人员编号", "编号")]
    name: Annotated[Word, headed("姓名")]
    other_names: Annotated[Words, headed("别名", "英文名")] = ()
    resident_id: Annotated[MaybeWord, headed("身份证号", "身份证号码")] = None
    passport: Annotated[MaybeWord, headed("护照号")] = None
    national_id: Annotated[MaybeWord, headed("证件号码")] = None
    other_ids: Annotated[Words, headed("其他证件号码")] = ()
    roles: Annotated[MaybeRoles, headed("角色")] = ()
    birth_date: Annotated[MaybeDay, headed("出生日期"), PAST] = None
    birth_year: Annotated[MaybeInteger, headed("出生年份")] = None
    sex: Annotated[MaybeSex, headed("性别")] = None
    nationality: Annotated[MaybeWord, headed("国籍")] = None
    phones: Annotated[Words, headed("手机", "手机号", "联系电话")] = ()
    emails: Annotated[Words, headed("邮箱")] = ()
    address: Annotated[MaybeWord, headed("住址", "地址")] = None
    bank_accounts: Annotated[Words, headed("银行账号", "银行卡号")] = ()
    devices: Annotated[Words, headed("设备号", "设备编号")] = ()
    applied_on: Annotated[MaybeDay, headed("申请日期"), PAST] = None
    handled_by: Annotated[MaybeWord, headed("客户经理", "经办人")] = None
