"""The Chinese headers of the systems that write them, by canonical table and column."""

from collections.abc import Mapping

COMMON = {
    "since": "开始日期", "until": "结束日期", "amount": "金额", "currency": "币种",
}  # fmt: skip
CHINESE: Mapping[str, Mapping[str, str]] = {
    "companies": {
        "source_key": "编号", "name": "企业名称", "other_names": "曾用名",
        "company_number": "统一社会信用代码", "roles": "角色", "industry": "所属行业",
        "region": "所在地区", "registered_on": "成立日期", "status": "登记状态",
        "registered_capital": "注册资本", "revenue": "营业收入", "costs": "营业成本",
        "equity": "净资产", "staff": "员工人数", "cooperation_since": "首次合作日期",
        "phones": "联系电话", "emails": "电子邮箱", "address": "地址", "bank_accounts": "银行账号",
        "handled_by": "客户经理", "legal_representative": "法定代表人",
    },
    "people": {
        "source_key": "编号", "name": "姓名", "other_names": "别名", "resident_id": "身份证号",
        "passport": "护照号", "birth_date": "出生日期", "sex": "性别", "phones": "手机号",
        "emails": "邮箱", "address": "住址", "bank_accounts": "银行卡号", "devices": "设备号",
        "applied_on": "申请日期", "handled_by": "经办人",
    },
    "supplies": {
        **COMMON, "supplier": "供应商", "buyer": "采购方", "product": "产品",
        "essential": "是否关键", "substitutability": "可替代性",
    },
    "ownership": {
        **COMMON, "owner": "股东", "owned": "被投资企业", "share": "持股比例",
    },
    "officers": {
        "person": "人员", "company": "企业", "role": "职务", "since": "任职日期",
        "until": "离任日期",
    },
    "guarantees": {
        **COMMON, "amount": "担保金额", "guarantor": "担保人", "debtor": "被担保人",
    },
    "debts": {
        **COMMON, "amount": "未偿余额", "creditor": "债权人", "debtor": "债务人",
        "overdue": "逾期金额", "longest_days_overdue": "最长逾期天数", "as_of": "截至日期",
    },
    "payments": {
        **COMMON, "payer": "付款方", "payee": "收款方", "payer_account": "付款账号",
        "payee_account": "收款账号", "at": "交易时间", "key": "流水号",
    },
    "partnerships": {
        "party": "甲方", "partner": "合作方", "kind": "合作类型", "since": "开始日期",
    },
    "events": {
        "kind": "事件类型", "at": "发生日期", "about": "对象", "severity": "严重程度",
        "text": "内容", "key": "事件编号",
    },
    "contracts": {
        "number": "合同编号", "buyer": "买方", "seller": "卖方", "signatory": "签字人",
        "type": "合同类型", "amount": "合同金额", "currency": "币种", "credit_limit": "授信额度",
        "signed": "签订日期", "starts": "生效日期", "ends": "到期日期", "status": "状态",
        "delivered_share": "交付比例", "prepaid_share": "预付比例", "clauses": "条款",
    },
    "lawsuits": {
        "court": "受理法院", "case_number": "案号", "plaintiffs": "原告", "defendants": "被告",
        "cause": "案由", "filed": "立案日期", "status": "审理状态", "claim": "涉案金额",
        "currency": "币种", "outcome": "判决结果",
    },
}  # fmt: skip
BIDS = {
    "tender": "项目编号 Project", "bidder": "投标单位", "amount": "报价（万元）",
    "deposit_account": "保证金账户", "contact": "联系人电话", "device": "上传设备",
    "submitted_at": "上传日", "won": "结果",
}  # fmt: skip
"""The procurement portal's own headers, which only its mapping file explains."""
