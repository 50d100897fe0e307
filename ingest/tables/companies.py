"""The canonical table `companies` 企业."""

from typing import Annotated, ClassVar

from ingest.tables.column import (
    PAST,
    PERSON,
    SIGNED,
    Currency,
    MaybeDay,
    MaybeEnd,
    MaybeInteger,
    MaybeMoney,
    MaybeRoles,
    MaybeWord,
    TableRow,
    Word,
    Words,
    headed,
)


class Company(TableRow):
    """Customers, suppliers, partners, guarantors, prospects and our own firms."""

    table: ClassVar[str] = "companies"
    chinese: ClassVar[str] = "企业"
    interval: ClassVar[tuple[str, str] | None] = None

    source_key: Annotated[Word, headed("客户编号", "供应商编号", "企业编号", "编号")]
    name: Annotated[Word, headed("企业名称", "公司名称", "客户名称", "供应商名称", "名称")]
    other_names: Annotated[Words, headed("曾用名", "简称", "英文名称")] = ()
    company_number: Annotated[MaybeWord, headed("统一社会信用代码", "注册号")] = None
    lei: MaybeWord = None
    vat: Annotated[MaybeWord, headed("增值税号")] = None
    roles: Annotated[MaybeRoles, headed("角色")] = ()
    industry: Annotated[MaybeWord, headed("行业", "所属行业")] = None
    region: Annotated[MaybeWord, headed("地区", "所在地区")] = None
    registered_on: Annotated[MaybeDay, headed("成立日期", "注册日期"), PAST] = None
    status: Annotated[MaybeWord, headed("经营状态", "登记状态")] = None
    registered_capital: Annotated[MaybeMoney, headed("注册资本")] = None
    revenue: Annotated[MaybeMoney, headed("营业收入", "年营业额")] = None
    costs: Annotated[MaybeMoney, headed("营业成本")] = None
    equity: Annotated[MaybeMoney, headed("净资产", "所有者权益"), SIGNED] = None
    staff: Annotated[MaybeInteger, headed("员工人数", "参保人数")] = None
    cooperation_since: Annotated[MaybeDay, headed("合作开始日期", "首次合作日期"), PAST] = None
    phones: Annotated[Words, headed("电话", "联系电话")] = ()
    emails: Annotated[Words, headed("邮箱", "电子邮箱")] = ()
    address: Annotated[MaybeWord, headed("地址", "注册地址")] = None
    bank_accounts: Annotated[Words, headed("银行账号", "开户账号")] = ()
    website: Annotated[MaybeWord, headed("网址", "官网")] = None
    currency: Currency = None
    handled_by: Annotated[MaybeWord, headed("客户经理", "经办人")] = None
    legal_representative: Annotated[MaybeEnd, headed("法定代表人"), PERSON] = None
