"""Words that cells hold in place of the table's own, and the table's own for them."""


def _meaning(meaning: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), meaning)


_CODES = (
    "cny usd eur gbp jpy hkd twd krw sgd aud cad chf sek nok dkk pln czk huf rub inr thb myr idr vnd php brl "
    "mxn zar try aed sar ils nzd mop"
)
CURRENCIES = {
    **{code: code.upper() for code in _CODES.split()},
    **_meaning("CNY", "rmb cnh 人民币 人民币元 元 ¥"),
    **_meaning("USD", "美元 us$ $"),
    **_meaning("EUR", "欧元 €"),
    **_meaning("GBP", "英镑 £"),
    **_meaning("JPY", "日元"),
    **_meaning("HKD", "港元 港币"),
}
KINDS = {
    **_meaning("company", "company organization organisation entity corporate corporation business org"),
    **_meaning("company", "legal_entity 企业 公司 机构 法人 单位 对公 企业法人 非自然人"),
    **_meaning("person", "person individual natural private human 个人 自然人 人员 对私"),
    "legal entity": "company",
    "natural person": "person",
}
FLAGS = {
    **_meaning("yes", "yes y true t 是 有 中标 已中标 成交 won winner 赢 关键"),
    **_meaning("no", "no n false f 否 无 未中标 没有 lost loser 落标 非关键"),
}
SEXES = {
    **_meaning("male", "男 m male 先生 mr mr. man 男性"),
    **_meaning("female", "女 f female 女士 mrs ms mrs. woman 女性"),
}
STATUSES = _meaning(
    "",
    "active inactive dissolved liquidation open closed suspended terminated pending live struck completed "
    "signed expired draft 存续 在业 开业 注销 吊销 迁出 停业 正常 异常 在营 履行中 已完成 执行中 "
    "已结案 审理中",
)
COUNTRIES = _meaning(
    "",
    "cn us gb uk de fr it es nl be ch at jp kr sg hk tw my th vn in au ca br mx ru usa china germany france "
    "italy spain japan netherlands switzerland austria singapore",
)
EVENTS = {
    "late payment": "overdue", "adverse media": "negative_news",
    **_meaning("overdue", "delinquency default 违约 欠款"), **_meaning("complaint", "complaints 客诉"),
    **_meaning("negative_news", "news 舆情 负面"), **_meaning("site_visit", "visit 走访 尽调"),
    **_meaning("watchlist_hit", "sanction 失信 黑名单"), **_meaning("registration", "变更 工商变更"),
    **_meaning("credit_report", "征信报告"),
}  # fmt: skip
SEVERITIES = {
    **_meaning("low", "minor 轻微 较低"), **_meaning("medium", "moderate 一般 中等"),
    **_meaning("high", "major 较高"), **_meaning("critical", "severe 重大"),
}  # fmt: skip
ROLES = {
    **_meaning("customer", "client buyer 买方"),
    **_meaning("supplier", "vendor seller 供方 厂商"),
    **_meaning("partner", "合作方"),
    **_meaning("guarantor", "担保方"),
    **_meaning("prospect", "lead 意向客户 潜在"),
}
