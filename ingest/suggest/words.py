"""What the parts of headers mean: concept -> the words it goes by, English and Chinese, short ones too.

Words of several parts are joined by `_`. A word may stand for several concepts. Chinese words are
found by their pinyin too.
"""

PARTIES = {
    "company": "证券 股票 上市公司 方 商 company companies corp corporate corporation enterprise firm "
    "firma entity org organisation organization business employer 企业 公司 单位 机构 主体 厂家 商户",
    "customer": "customer cust cus client clnt account acct kunde debitor buyer 客户 客商 顾客 往来单位",
    "supplier": "supplier suppl vendor vend provider lieferant kreditor seller 供应商 供方 供货方 供货商 "
    "供货单位 供应方 供应单位 厂商 gys",
    "person": "person people individual employee emp personnel member staff 人员 个人 员工 自然人 姓名 人 "
    "名字 高管 职员 者",
    "contact": "contact 联系人 联系 联络人 联络",
    "buyer": "buyer purchaser purchasing purchase buying bought_by party_a 买方 采购方 采购单位 采购人 "
    "需方 购方 购买方 购货单位 甲方 买受人 发包人 委托方 收货方",
    "seller": "seller selling sold_by party_b supplier vendor contractor 卖方 销售方 销方 销货单位 乙方 "
    "出卖人 承包人 受托方 供方 供应商 中标人 承揽方",
    "legal_representative": "法人 legal_representative legal_rep legalrep legal_person legal_repr "
    "corporate_representative representative 法定代表人 法人代表 法定代表 法人代表人 企业负责人 frdb",
    "officer": "officer director executive manager board 高管 董事 监事 董监高 管理人员 任职人员",
    "guarantor": "guarantor guaranty surety warrantor guaranteed_by 担保人 担保方 担保单位 保证人 "
    "担保公司 担保企业 抵押人 出质人 连带责任人",
    "debtor": "debtor borrower obligor borrowed debitor 债务人 借款人 借款方 借款单位 被担保人 被担保方 "
    "被担保单位 被担保企业 被担保 欠款方 欠款单位 授信客户",
    "creditor": "creditor lender lending obligee kreditor bank 债权人 贷款人 贷款方 出借人 贷款银行 "
    "贷款机构 受益人 授信银行",
    "payer": "payer payor sender originator orig remitter ordering from debit paid_by 付款方 付款人 付方 "
    "本方 我方 己方 付款 汇款人 汇款方 转出 转出方 支付方 出账",
    "payee": "payee beneficiary benef receiver recipient dest destination to target credit paid_to "
    "counterparty 收款方 收款人 收方 收款 收款单位 转入 转入方 对方 交易对手 对手 入账",
    "owner": "owner shareholder stockholder holder investor parent stakeholder 股东 投资人 投资方 "
    "出资人 出资方 持有人 持股人 母公司 控股股东 gd",
    "owned": "owned investee subsidiary affiliate invested held_company portfolio_company 被投资 被投资方 "
    "被投资单位 子公司 参股公司 投资企业 被持股 所投资企业",
    "plaintiff": "plaintiff plaintiffs claimant complainant petitioner 原告 原告人 上诉人 申请人 "
    "申请执行人 申诉人 起诉人",
    "defendant": "defendant defendants respondent accused 被告 被告人 被上诉人 被申请人 被执行人 失信人 "
    "应诉人",
    "bidder": "bidder tenderer bidding_company applicant 投标人 投标方 投标单位 投标企业 投标商 竞标人 "
    "响应人",
    "partner": "partner partnering ally partner_company 合作方 合作伙伴 合作单位 合作企业 伙伴",
    "agent": "agent broker agency 代理 代理人 代理方 代理商 中介",
    "signatory": "signatory signer signed_by signee 签字人 签署人 签约人 签字",
}  # fmt: skip
DOINGS = {
    "buyer": "采购 购买 购货 购 需求 订货 订购 发包 委托 收货 进货",
    "seller": "销售 供货 供应 承包 承揽 出卖 销货 发货 受托 承接 施工 服务",
    "supplier": "供货 供应",
    "guarantor": "担保 保证 抵押 质押 反担保",
    "debtor": "被担保 借款 欠款 债务 授信 用款 被保证",
    "creditor": "债权 出借 放款 放贷 贷出",
    "payer": "付款 汇款 支付 转出 出账 付 汇出 打款",
    "payee": "收款 转入 入账 收 汇入 受款 到账",
    "owner": "持股 出资 投资 控股 发起 认缴 入股",
    "owned": "被投资 被持股 参股 被控股 标的 目标",
    "plaintiff": "起诉 上诉 申诉 申请执行",
    "defendant": "被诉 被起诉 应诉 被执行 被申请 被上诉 失信",
    "bidder": "投标 竞标 应标 竞价",
}  # fmt: skip
"""What a party does: before 方, 人, 单位 … it is the party, alone it is what rows are about."""
THINGS = {
    "contract": "contract contr agreement deal po order vertrag 合同 协议 订单 ht",
    "lawsuit": "lawsuit suit case litigation docket action 案件 诉讼 案 涉诉 官司",
    "court": "court tribunal 法院 审理法院 仲裁委 管辖 执行法院",
    "tender": "tender bid bidding rfp rfq lot project 招标 投标 项目 标段 标包 采购项目 招投标",
    "event": "event incident alert news 事件 舆情 预警 风险事件",
    "list": "list watchlist sanction sanctions program programme blacklist register 名单 黑名单 制裁 清单",
    "transaction": "transaction txn trx trans tx transfer payment pay wire 交易 流水 付款 转账 汇款 支付 "
    "往来",
    "guarantee": "guarantee guaranty warranty 担保 保证 抵押 质押",
    "debt": "debt loan receivable credit payable 债务 欠款 借款 贷款 应收 应收账款 债权 借据",
    "deposit": "deposit bond 保证金 押金 定金",
    "bank": "bank iban banking 银行 开户 开户行 开户银行",
    "device": "device imei mac fingerprint ip deviceid 设备 终端 机器码 设备指纹",
}  # fmt: skip
ATTRIBUTES = {
    "key": "id no nr num number code key ref reference uid identifier pk ident sn 编号 编码 代码 号 号码 "
    "序号 代号 工号 主键 bh bm dm",
    "name": "name nm fullname full_name legal_name title_name 名称 全称 名 户名 名字 抬头 mc",
    "short": "short abbr abbreviation alias aliases aka former formerly previous prev trading trade dba "
    "other native secondary search 简称 曾用 曾用名 别名 英文 英文名 原名 其他名称 又名 别称",
    "first": "first given forename middle vorname 名",
    "last": "last surname family nachname 姓",
    "tax": "tax vat tin ein ust gst fiscal taxpayer steuer 税号 税 纳税人 税务 纳税人识别号 识别号 纳税",
    "credit_code": "uscc uscid credit_code social_credit registry registration_number reg_no regno "
    "company_number license 统一社会信用代码 社会信用代码 信用代码 统一信用代码 注册号 工商注册号 "
    "组织机构代码 营业执照 营业执照号 执照号 机构代码",
    "lei": "lei legal_entity_identifier",
    "identity": "idcard id_card identity ssn national_id idno resident 身份证 身份证号 身份证号码 证件 "
    "证件号 证件号码 身份证件 sfz",
    "passport": "passport 护照 护照号",
    "phone": "phone phones tel telephone mobile cell cellphone fon telefon handy hotline 电话 手机 "
    "联系方式 座机 联系电话 固话 手机号 手机号码 电话号码 dh sj lxdh",
    "email": "email mail mails e_mail 邮箱 邮件 电子邮件 电子邮箱",
    "address": "street address addr addresses adresse location premises domicile 地址 住址 住所 办公地址 "
    "注册地 通讯地址 详细地址 dz",
    "line": "line line1 line2 addressline",
    "city": "city town municipality postcode zip postal ort plz",
    "region": "region province prov state country district area land territory jurisdiction 地区 省 市 "
    "省份 城市 国家 区域 所属省 所在地 辖区 区县 所在省份 所在城市",
    "website": "website web site url homepage domain www 网址 官网 网站 域名",
    "account": "account acct acc iban card konto 账号 账户 帐号 帐户 卡号 银行卡 银行账号 银行账户 zh",
    "industry": "industry sector sic naics nace branche line_of_business 行业 行业分类 所属行业 国标行业 "
    "产业 门类",
    "date": "date day time on at dt datetime timestamp 日期 时间 日 时刻 rq",
    "start": "start begin from since effective commencement commence starting begins valid_from 开始 起始 "
    "起 生效 起期 起始日 始 开始日 自 起算",
    "end": "end ending to until expiry expiration expire expires maturity due terminate termination thru "
    "through valid_to valid_until 结束 到期 截止 终止 止 届满 失效 期满 到期日 结束日 止期 至",
    "founded": "founded founding incorporation incorporated inc established establish establishment setup "
    "set_up formation formed inception 成立 设立 创立 建立 创建",
    "registered": "registered reg registration register 注册 登记 工商",
    "cooperation": "cooperation coop relationship onboarding onboarded customer_since 合作 建立合作 "
    "首次合作 建档 开户日期",
    "signed": "signed signing sign signature execution executed agreed 签订 签约 签署 签字 订立",
    "filed": "filed filing file lodged 立案 受理 起诉",
    "born": "birth birthday born birthdate dob birthdt 出生 生日 诞生",
    "year": "year yr 年份 年",
    "age": "age 年龄 岁",
    "submitted": "submitted submission submit upload uploaded opening opened 递交 提交 上传 投递 开标",
    "listed": "listed listing designated designation added 列入 上榜 列名",
    "applied": "applied application apply 申请 进件",
    "as_of": "as_of asof cutoff snapshot reporting 截至 基准 统计 报告期",
    "capital": "capital cap 资本 资金 资本金 注资",
    "revenue": "revenue revenues turnover sales income 营业额 营收 营业收入 收入 销售额 年营业额",
    "costs": "cost costs cogs expense expenses 成本 费用 营业成本 支出",
    "equity": "equity net_assets net_worth networth 净资产 权益 所有者权益 股东权益",
    "staff": "staff employees employee_count headcount workforce fte 员工 人数 员工人数 参保 参保人数 "
    "职工 从业 人员规模",
    "amount": "amount amt value val sum total price balance money sums worth betrag quantum 金额 余额 "
    "总价 总额 价款 报价 额 标的 标的额 数额 价格 款项 价税合计 je",
    "annual": "annual yearly spend spending per_year year 年 年度 年采购 全年",
    "overdue": "overdue past_due arrears delinquent late dpd 逾期 拖欠",
    "days": "days day dpd 天数 天 日数",
    "outstanding": "outstanding open balance remaining principal unpaid 余额 未偿 未还 未结清 剩余 本金",
    "credit_limit": "credit_limit limit credit_line creditline facility 授信 授信额度 信用额度 额度",
    "claim": "claim claimed dispute disputed at_stake 标的 涉案 诉请 索赔 标的额",
    "share": "share pct percent percentage perc ratio stake held holding ownership interest prozent "
    "anteil 比例 占比 持股 股份 份额 股权 出资比例 持股比例 百分比 bl",
    "delivered": "delivered delivery fulfilled progress completion 交付 完成 履约 进度 发货",
    "prepaid": "prepaid prepayment advance upfront 预付 预付款 首付",
    "currency": "currency curr cur ccy iso_currency waers wahrung 币种 货币 币别 币 货币代码",
    "status": "status stat state lifecycle 状态 情况 存续 经营状态",
    "type": "type typ kind category cat class classification form nature 类型 类 种类 性质 分类 方式 形式",
    "role": "role roles relation relationship_type 角色 身份 关系",
    "cause": "cause reason grounds subject_matter 案由 缘由 原因 事由",
    "outcome": "outcome result results verdict judgment judgement ruling decision 结果 判决 裁决 判决结果 "
    "结案",
    "position": "position post job jobs job_title title role office duty designation function 职务 职位 "
    "岗位 任职 职称 担任职务 头衔 zw",
    "sex": "sex gender gndr geschlecht 性别 xb",
    "nationality": "nationality citizenship citizen nation 国籍 民族",
    "product": "product prod material item goods commodity sku part article service 产品 物料 商品 货物 "
    "品名 服务 物资 品目",
    "essential": "essential critical sole sole_source single_source key_part strategic 关键 唯一 独家 "
    "重要",
    "substitutability": "substitutability substitutable replaceable 替代 可替代 替代性",
    "handled": "handled handler manager mgr salesperson sales_rep salesman rep am relationship_manager "
    "account_manager acct_mgr owner assigned responsible agent_name 客户经理 业务员 经办 经办人 销售员 "
    "跟进人 销售代表 负责人 专员 维护人",
    "severity": "severity level severe grade score 严重 程度 级别 等级 严重程度",
    "text": "text description desc detail details summary remark remarks note notes comment comments memo "
    "content body 描述 内容 摘要 备注 说明 详情 附言",
    "clauses": "clause clauses terms provisions 条款 特别约定",
    "won": "won win winner winning awarded award successful 中标 成交 胜出 定标",
    "about": "about concerning subject affected related 对象 涉及 相关 关联 涉事",
}  # fmt: skip
FILLERS = (
    "the of a an and or party is has for in by main primary current org sdn ent basic info "
    "information data field record home office registered_office "
    "第一 主要 所属 所在 本 的 及 或 与 和 信息 是否 否 目前 当前 实际 更多 其他 主 现 情况 明细 缴纳"
)
"""Words that say nothing about what a column holds."""
