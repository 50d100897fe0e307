"""The sentences of `wording`, each in English and Chinese; names in braces are values of the reason.

`{count:lawsuit|lawsuits}` is the first word where `count` is one, else the second.
"""

from collections.abc import Mapping
from typing import TypeAlias

Bilingual: TypeAlias = tuple[str, str]

REASONS: Mapping[str, Bilingual] = {
    "base_rate": (
        "Base rate of parties like it: {value:.1%} a year",
        "同类主体的基准违约率：每年 {value:.1%}",
    ),
    "little_known": ("Not known: {indicators}", "缺少信息：{indicators}"),
    "further_network": ("Many small paths through the wider network", "更广网络中的众多细小传导路径之和"),
    "fraud_ring": (
        "Belongs to a suspected identity ring of {members:.0f} members (probability {probability:.0%})",
        "属于一个疑似身份欺诈团伙，成员 {members:.0f} 名（概率 {probability:.0%}）",
    ),
    "path_direct": ("{relation}: {cause}{because}", "{relation}：{cause}{because}"),
    "path_through": (
        "{relation}: {via} → this party; it began with {cause}{because}",
        "{relation}：{via} → 本主体；起因于 {cause}{because}",
    ),
    "overdue_share": (
        "{share:.0%} of its debts is overdue ({overdue:,.0f} of {amount:,.0f} {currency})",
        "逾期债务占比 {share:.0%}（{amount:,.0f} {currency} 中逾期 {overdue:,.0f}）",
    ),
    "days_overdue": ("Its longest overdue debt is {days:.0f} {days:day|days} late", "最长逾期 {days:.0f} 天"),
    "overdue_events": ("Reported overdue {count:.0f} {count:time|times}", "有 {count:.0f} 次逾期记录"),
    "equity_to_revenue": ("Equity is {value:z.0%} of a year's revenue", "净资产为年营业收入的 {value:z.0%}"),
    "margin": ("Revenue less costs is {value:.1%} of revenue", "营业收入减成本为收入的 {value:.1%}"),
    "lawsuit_burden": (
        "Claims against it weigh {value:.0%} of its equity ({count:.0f} {count:lawsuit|lawsuits},"
        " {claims:,.0f} {currency})",
        "被诉标的预期损失为净资产的 {value:.0%}（{count:.0f} 起诉讼，{claims:,.0f} {currency}）",
    ),
    "lawsuits_as_defendant": (
        "Defendant in {count:.0f} {count:lawsuit that counts|lawsuits that count}",
        "作为被告涉及 {count:.0f} 起未了诉讼",
    ),
    "registration_status": ("Registration status: {value}", "登记状态：{value}"),
    "watchlist": ("On a watch list: {text}", "列入名单：{text}"),
    "complaints": ("{count:.0f} {count:complaint|complaints}: {text}", "{count:.0f} 起投诉：{text}"),
    "negative_news": ("Negative news: {text}", "负面新闻：{text}"),
    "industry": ("Industry: {value}", "所属行业：{value}"),
    "region": ("Region: {value}", "所在地区：{value}"),
    "cooperation_years": ("Working together for {value:.1f} years", "合作 {value:.1f} 年"),
    "failed_checks": (
        "{count:.0f} {count:identifier fails its|identifiers fail their} check: {checks}",
        "{count:.0f} 个证件号码未通过校验：{checks}",
    ),
    "contract_over_limit": (
        "Contract {contract} is over its credit limit: {amount:,.0f} of {limit:,.0f} {currency}",
        "合同 {contract} 超出授信额度：金额 {amount:,.0f}，额度 {limit:,.0f} {currency}",
    ),
    "contract_missing_clauses": (
        "Contract {contract} lacks clauses: {clauses}",
        "合同 {contract} 缺少条款：{clauses}",
    ),
    "contract_expired_running": (
        "Contract {contract} ended on {ends} and still runs",
        "合同 {contract} 已于 {ends} 到期但仍在履行",
    ),
    "contract_unsigned": ("Contract {contract} runs without a signature", "合同 {contract} 未签署即已履行"),
    "contract_competing_signatory": (
        "Contract {contract} is signed by {signatory}, an officer of the competitor {competitor}",
        "合同 {contract} 由 {signatory} 签署，其为竞争对手 {competitor} 的高管",
    ),
}

PATHS: Mapping[str, Bilingual] = {
    "supplier_distress": ("A supplier may fail", "供应商可能出险"),
    "buyer_distress": ("A buyer may fail", "采购方可能出险"),
    "debtor_distress": ("A debtor may not pay", "债务人可能无法偿付"),
    "guarantee_called": ("A guarantee may be called", "担保可能代偿"),
    "guarantor_distress": ("A guarantor may fail", "担保人可能出险"),
    "owned_distress": ("A firm it owns may fail", "所投资企业可能出险"),
    "owner_distress": ("Its owner may fail", "控股方可能出险"),
    "partner_distress": ("A partner may fail", "合作方可能出险"),
    "officer_distress": ("A firm run by the same person may fail", "同一人管理的企业可能出险"),
    "contract_claim": ("The other side of a contract may not perform", "合同相对方可能无法履约"),
    "lawsuit_claim": ("Whom it sues may not pay", "被诉对方可能无力赔付"),
}

CAUSES: Mapping[str, Bilingual] = {
    "overdue_share": (
        "{share:.0%} of debts overdue, longest {days:.0f} {days:day|days}",
        "逾期占比 {share:.0%}，最长 {days:.0f} 天",
    ),
    "overdue_share_alone": ("{share:.0%} of debts overdue", "逾期占比 {share:.0%}"),
    "days_overdue": ("{days:.0f} {days:day|days} overdue", "逾期 {days:.0f} 天"),
    "lawsuit_burden": ("{count:.0f} {count:lawsuit|lawsuits} against it", "{count:.0f} 起诉讼"),
    "lawsuits_as_defendant": ("{count:.0f} {count:lawsuit|lawsuits} against it", "{count:.0f} 起诉讼"),
    "equity_to_revenue": ("equity is {value:.0%} of revenue", "净资产为收入的 {value:.0%}"),
    "margin": ("margin {value:.1%}", "利润率 {value:.1%}"),
    "registration_status": ("status {value}", "状态 {value}"),
    "watchlist": ("on a watch list", "列入名单"),
    "negative_news": ("negative news", "负面新闻"),
    "complaints": ("complaints", "投诉"),
    "contract_gaps": ("gaps in contracts {contracts}", "合同缺陷 {contracts}"),
    "failed_checks": ("{count:an identifier fails its|identifiers fail their} check", "证件校验未通过"),
}

LIMITS: Mapping[str, Bilingual] = {
    "limit_equity": (
        "{share:.0%} of its equity, of that {factor:.0%} for grade {grade}",
        "其净资产的 {share:.0%}，{grade}级按其 {factor:.0%} 计",
    ),
    "limit_estimated": (
        "{share:.0%} of its equity, which is only estimated and counts with {trust:.0%}; of that"
        " {factor:.0%} for grade {grade}",
        "其净资产的 {share:.0%}；净资产为估算值，按 {trust:.0%} 计；{grade}级再按 {factor:.0%} 计",
    ),
    "limit_own_equity": (
        "{own:.0%} of our own equity: no customer should owe us more",
        "本公司净资产的 {own:.0%}：任一客户欠款不应超过此数",
    ),
    "limit_grade": ("Grade {grade}: payment in advance only", "{grade}级：仅限预付款交易"),
    "limit_no_equity": ("Its equity is used up: payment in advance only", "其净资产已耗尽：仅限预付款交易"),
    "limit_unknown": (
        "Neither equity, capital nor revenue is known: no limit can be recommended",
        "净资产、注册资本与营业收入均未知：无法建议额度",
    ),
}

GRADES: Mapping[str, Bilingual] = {
    "green": ("green", "绿"),
    "yellow": ("yellow", "黄"),
    "red": ("red", "红"),
    "black": ("black", "黑"),
}

INDICATORS: Mapping[str, Bilingual] = {
    "overdue_share": ("debts", "债务情况"),
    "days_overdue": ("days overdue", "逾期天数"),
    "equity_to_revenue": ("equity and revenue", "净资产与收入"),
    "margin": ("margin", "利润率"),
    "lawsuit_burden": ("claims against equity", "诉讼负担"),
    "registration_status": ("registration status", "登记状态"),
    "industry": ("industry", "行业"),
    "region": ("region", "地区"),
    "cooperation_years": ("length of cooperation", "合作年限"),
}

WORDS: Mapping[str, Bilingual] = {
    "price": ("price", "价款"),
    "delivery": ("delivery", "交付"),
    "payment": ("payment", "付款"),
    "quality": ("quality", "质量"),
    "liability": ("liability", "违约责任"),
    "termination": ("termination", "合同解除"),
    "dispute_resolution": ("dispute resolution", "争议解决"),
    "interest": ("interest", "利息"),
    "scope": ("scope", "服务范围"),
}

TERMS: Mapping[str, Bilingual] = {
    "prior": ("Rings are rare", "团伙本身罕见"),
    "recombined": (
        "{count:.0f} {count:identifier is|identifiers are} recombined: {kinds}",
        "{count:.0f} 个标识被重复组合使用：{kinds}",
    ),
    "shared_strong": (
        "{count:.0f} {count:device, account or id is|devices, accounts or ids are} shared by three or more",
        "{count:.0f} 个设备、账户或证件被三名以上成员共用",
    ),
    "forged_id": (
        "{count:.0f} shared {count:id fails its check or carries|ids fail their check or carry}"
        " several names",
        "{count:.0f} 个共用证件未通过校验或对应多个姓名",
    ),
    "burst": ("{share:.0%} came within {days:.0f} days", "{share:.0%} 的成员在 {days:.0f} 天内集中出现"),
    "salespeople": (
        "{members:.0f} members came through {count:.0f} {count:hand|hands}: {names}",
        "{members:.0f} 名成员仅由 {count:.0f} 名经办人办理：{names}",
    ),
    "one_identity": (
        "One identifier of each kind at most: a household or one firm seen twice",
        "每类标识至多一个：可能是同一家庭或同一主体",
    ),
    "disclosed_group": (
        "{share:.0%} of the members openly belong together by ownership or office",
        "{share:.0%} 的成员存在公开的股权或任职关系",
    ),
    "registered_agent": (
        "Firms that share only an address or phone: a registered agent",
        "仅共用地址或电话的企业：可能为代理注册地址",
    ),
    "recycled": (
        "Only numbers are shared, {days:.0f} days apart: a recycled number",
        "仅号码相同且相隔 {days:.0f} 天：可能为号码回收",
    ),
    "none": ("No innocent explanation fits", "没有合理的无害解释"),
}

MEASURES: Mapping[str, Bilingual] = {
    "esri": (
        "Systemic importance (ESRI): share of all that firms of the book sell to each other that is lost",
        "系统重要性（ESRI）：账册内企业间供销总额中将损失的比例",
    ),
    "esri_downstream": ("of it for want of its goods (downstream)", "其中因缺少其供货（下游传导）"),
    "esri_upstream": ("of it for want of its orders (upstream)", "其中因失去其订单（上游传导）"),
    "output_lost": ("Sales lost a year", "年供销额损失"),
    "money_lost": (
        "Loss cascade: what others lose of their equity (linear DebtRank)",
        "损失级联：其他主体的净资产损失（线性 DebtRank）",
    ),
    "production": ("Whose production stops most", "生产受冲击最大的主体"),
    "equity": ("Who loses most of its equity", "净资产损失最大的主体"),
    "house": ("What stops at our house", "我方将停产的部分"),
}

IMPORTANCE_NOTES: Mapping[str, Bilingual] = {
    "assumed": (
        "{count:,.0f} {count:firm has|firms have} a revenue that is unknown or hardly above what"
        " {count:it sells|they sell} in the book: {share:.0%} of it is taken to come from outside",
        "{count:,.0f} 家企业的营业收入未知或不高于账册内销售额：假定其收入的 {share:.0%} 来自账册之外",
    ),
    "without_amount": (
        "{count:,.0f} {count:supply has|supplies have} no amount above zero and {count:is|are} left out",
        "{count:,.0f} 条供货关系没有大于零的金额，未计入",
    ),
    "unsettled": (
        "Of {count:,.0f} {count:party|parties} the steps were ended early: their values are rough",
        "{count:,.0f} 个主体的迭代提前结束：其数值较为粗略",
    ),
}

SETS: Mapping[str, Bilingual] = {
    "smallest_set": (
        "Without {count:.0f} of its relationships the grade would be {after} instead of {before};"
        " no smaller set does that",
        "若去除 {count:.0f} 项关系，等级将由{before}色变为{after}色；没有更小的组合能做到",
    ),
    "smallest_set_not_proven": (
        "Without {count:.0f} of its relationships the grade would be {after} instead of {before};"
        " sets of fewer than {least:.0f} do not do that, larger ones were not all tried",
        "若去除 {count:.0f} 项关系，等级将由{before}色变为{after}色；"
        "少于 {least:.0f} 项的组合做不到，更大的组合未全部尝试",
    ),
    "no_set_own_risk": (
        "No set of relationships changes the grade: its own risk alone keeps it {before}",
        "没有任何关系组合能改变等级：仅自身风险就足以维持{before}色",
    ),
    "no_set_within_circle": (
        "No set of relationships within three steps and 200 parties changes the grade from {before}",
        "三步以内、200 个主体范围内，没有关系组合能改变等级{before}色",
    ),
    "no_better_grade": ("There is no better grade than {before}", "没有比{before}色更好的等级"),
    "no_set_watch_list": (
        "No set of relationships changes the grade: a watch list keeps it {before}",
        "没有任何关系组合能改变等级：名单命中使其为{before}色",
    ),
}

FLAGS: Mapping[str, Bilingual] = {
    "flag_watchlist": ("On a watch list: {text}", "列入名单：{text}"),
    "flag_ring": (
        "In a suspected ring of {members:.0f} members (probability {probability:.0%})",
        "属于疑似团伙，成员 {members:.0f} 名（概率 {probability:.0%}）",
    ),
    "flag_red": ("Graded red, score {score:.1f}", "等级红色，评分 {score:.1f}"),
    "flag_black": ("Graded black, score {score:.1f}", "等级黑色，评分 {score:.1f}"),
}

WHAT_IFS: Mapping[str, Bilingual] = {
    "what_if_worse": (
        "{count:,.0f} {count:other comes|others come} nearer to distress: {added:.2f} more of them"
        " are expected to fail, {grades:,.0f} {grades:changes its|change their} grade, and creditors"
        " are expected to lose {lost:,.0f} {currency} more",
        "另有 {count:,.0f} 个主体风险上升：预计多 {added:.2f} 个出险，{grades:,.0f} 个等级变化，"
        "债权方预计多损失 {lost:,.0f} {currency}",
    ),
    "what_if_better": (
        "{count:,.0f} {count:other moves|others move} away from distress: {added:.2f} fewer of them"
        " are expected to fail, {grades:,.0f} {grades:changes its|change their} grade, and creditors"
        " are expected to lose {lost:,.0f} {currency} less",
        "另有 {count:,.0f} 个主体风险下降：预计少 {added:.2f} 个出险，{grades:,.0f} 个等级变化，"
        "债权方预计少损失 {lost:,.0f} {currency}",
    ),
    "what_if_nobody": ("Nobody else is touched", "没有其他主体受影响"),
    "what_if_alone": (
        "Nobody else is touched by distress; creditors are expected to lose {lost:,.0f} {currency} more",
        "没有其他主体风险上升；债权方预计多损失 {lost:,.0f} {currency}",
    ),
}
