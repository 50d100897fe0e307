"""Story 8: what only looks bad: a season, lawsuits that were won, late but paying, holdings, a family."""

from ingest.demo.planting import Actor, Planting, Story, days_before
from ingest.demo.stories.filing import customer_row, purchase_row, register, register_person


def ordinary_life(planting: Planting) -> Story:
    """Plant five kinds of parties that must stay unremarkable."""
    return Story(
        "ordinary_life",
        "Seasonal supply, lawsuits that were won, late but paying customers, holdings, families",
        {
            "seasonal": [_seasonal(planting)],
            "won_lawsuits": [_won(planting)],
            "late_but_paying": [_late(planting)],
            "holding": _holding(planting),
            "family": _family(planting),
        },
        {"no_alert": True, "grade_not": "red"},
    )


def _seasonal(planting: Planting) -> Actor:
    firm = planting.firm("禾汀食品有限公司", "大连")
    purchase_row(
        planting, firm, "食品", revenue=52_000_000, costs=46_000_000, equity=21_000_000, roles="supplier"
    )
    for year in (2024, 2025, 2026):
        planting.row(
            "erp",
            "supplies",
            supplier=firm.key("erp"),
            buyer=planting.scene.keys.erp[0].as_py(),
            amount="3000000",
            currency="CNY",
            product="节令礼盒",
            essential="no",
            substitutability="0.9",
            since=f"{year}-08-01",
            until=f"{year}-12-15",
        )
    return firm


def _won(planting: Planting) -> Actor:
    firm = planting.firm("棣衍建设工程有限公司", "成都", frailty=-0.5)
    register(planting, firm, "建设工程", equity=80_000_000)
    customer_row(planting, firm, "建设工程", revenue=310_000_000, costs=276_000_000, equity=80_000_000)
    other = planting.scene.world.companies.names.official
    for place, claim in enumerate(("1900000", "860000")):
        planting.paper(
            "court",
            "lawsuits",
            {"defendants0": firm},
            court="成都市中级人民法院",
            case_number=f"(2024)川01民初{9201 + place}号",
            plaintiffs=other[5 + place].as_py(),
            defendants=firm.name,
            cause="承揽合同纠纷",
            filed=f"2024-0{3 + place}-11",
            status="closed",
            claim=claim,
            currency="CNY",
            outcome="dismissed",
        )
    return firm


def _late(planting: Planting) -> Actor:
    firm = planting.firm("苓溪印务有限公司", "南昌")
    customer_row(planting, firm, "印务", revenue=38_000_000, costs=34_000_000, equity=15_000_000)
    planting.row(
        "crm",
        "debts",
        creditor=planting.scene.keys.crm[0].as_py(),
        debtor=firm.key("crm"),
        amount="900000",
        overdue="60000",
        longest_days_overdue="18",
        as_of=days_before(0),
    )
    return firm


def _holding(planting: Planting) -> list[Actor]:
    """Plant a disclosed parent, two daughters and a granddaughter."""
    names = ("菡屿集团有限公司", "菡屿玻璃科技有限公司", "菡屿新材料有限公司", "菡屿新材料销售有限公司")
    firms = [planting.firm(name, "洛阳") for name in names]
    for firm in firms:
        register(planting, firm, "新材料", equity=60_000_000)
    for above, below in ((0, 1), (0, 2), (2, 3)):
        planting.row(
            "registry",
            "ownership",
            owner=firms[above].key("registry"),
            owned=firms[below].key("registry"),
            share="100%",
            since="2012-09-03",
        )
    return firms


def _family(planting: Planting) -> list[Actor]:
    """Plant a couple and a daughter who own a firm together and live at one address."""
    firm = planting.firm("邰记木业有限公司", "贵阳")
    register(planting, firm, "包装材料", equity=6_000_000)
    family = []
    for name, born, man, share in (
        ("邰明远", "1966-02-14", True, 50), ("梅静秋", "1968-08-30", False, 40),
        ("邰雨桐", "1994-05-05", False, 10)
    ):  # fmt: skip
        person = planting.person(name, "贵阳", born, man=man)
        register_person(planting, person, born=born, sex="男" if man else "女")
        planting.row(
            "registry",
            "ownership",
            owner=person.key("registry"),
            owned=firm.key("registry"),
            share=f"{share}%",
            since="2009-04-17",
        )
        family.append(person)
    return [firm, *family]
