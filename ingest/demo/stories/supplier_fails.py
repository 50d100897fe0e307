"""Story 1: a component maker two tiers up from a large customer is failing."""

import numpy as np

from ingest.demo.planting import Actor, Planting, Story, days_before
from ingest.demo.stories.filing import customer_row, purchase_row, register
from ingest.demo.world import Standing

MISSPELT = "宁川精蜜部件有限公司"


def supplier_fails(planting: Planting) -> Story:
    """Plant the maker, the only buyer that depends on it, and the customer that depends on that one.

    Each input is essential, the only one of its sector and hardly replaceable, so nearly all of the
    maker's distress arrives; tier one and the customer are sound themselves.
    """
    maker = planting.firm("宁川精密部件有限公司", "宁波", frailty=4.5)
    tier_one = planting.firm("海晏传动系统股份有限公司", "无锡", frailty=-1.5)
    customer = planting.firm("远澜重工装备有限公司", "徐州", frailty=-1.5)
    register(planting, maker, "金属制品", equity=2_600_000)
    register(planting, tier_one, "传动科技", equity=68_000_000)
    register(planting, customer, "自动化设备", equity=1_100_000_000)
    purchase_row(planting, maker, "金属制品", revenue=46_000_000, costs=45_300_000, equity=2_600_000)
    purchase_row(planting, tier_one, "传动科技", revenue=640_000_000, costs=520_000_000, equity=310_000_000)
    customer_row(
        planting, customer, "自动化设备", revenue=2_400_000_000, costs=1_950_000_000, equity=1_100_000_000
    )
    _supplies(planting, maker, tier_one, customer)
    _troubles(planting, maker)
    planting.transmits(maker, tier_one, 0.8)
    planting.transmits(tier_one, customer, 0.8)
    return Story(
        "supplier_fails",
        "A single-source component maker two tiers up from a large customer fails",
        {"maker": [maker], "tier_one": [tier_one], "customer": [customer]},
        {
            "path": [maker.entity, tier_one.entity, customer.entity],
            "longest_days_overdue": 62,
            "lawsuits_as_defendant": 3,
            "misspelt_as": MISSPELT,
        },
    )


def _supplies(planting: Planting, maker: Actor, tier_one: Actor, customer: Actor) -> None:
    sole = {"currency": "CNY", "essential": "yes", "substitutability": "0.04", "since": "2018-03-01"}
    planting.row(
        "erp",
        "supplies",
        supplier=maker.key("erp"),
        buyer=tier_one.key("erp"),
        amount="38000000",
        product="精密丝杠组件",
        **sole,
    )
    planting.row(
        "erp",
        "supplies",
        supplier=tier_one.key("erp"),
        buyer=customer.name,
        buyer_id=customer.number,
        amount="410000000",
        product="重载传动总成",
        **sole,
    )


def _troubles(planting: Planting, maker: Actor) -> None:
    """Overdue debts of 62 and 41 days, three open lawsuits (one misspelt), bad news."""
    firms = planting.scene.world.companies
    makers = np.flatnonzero(firms.in_erp & (firms.standing != Standing.HOUSE))
    sound = makers[np.argsort(-firms.equity[makers], kind="stable")]
    owed = (("9200000", "6400000", "62"), ("3100000", "3100000", "41"))
    for creditor, (amount, overdue, days) in zip(sound, owed, strict=False):
        planting.row(
            "erp",
            "debts",
            creditor=planting.scene.keys.erp[int(creditor)].as_py(),
            debtor=maker.key("erp"),
            amount=amount,
            overdue=overdue,
            longest_days_overdue=days,
            as_of=days_before(0),
        )
    for number, (plaintiff, claim) in enumerate(
        zip(sound[2:], (4_200_000, 3_600_000, 6_100_000), strict=False)
    ):
        planting.paper(
            "court",
            "lawsuits",
            {"defendants0": maker},
            court="宁波市中级人民法院",
            case_number=f"(2026)浙02民初{9101 + number}号",
            plaintiffs=firms.names.official[int(plaintiff)].as_py(),
            defendants=MISSPELT if number == 2 else maker.name,
            cause="买卖合同纠纷",
            filed=days_before(90 - 20 * number),
            status="open",
            claim=str(claim),
            currency="CNY",
        )
    planting.row(
        "news",
        "events",
        kind="negative_news",
        at=days_before(12),
        about=maker.name,
        severity="high",
        text="Production halted, wages unpaid since October",
        key="N9000001",
    )
