"""Story 4: one person controls nine firms through three layers and a circular holding."""

from ingest.demo.planting import Actor, Planting, Story
from ingest.demo.stories.filing import customer_row, register, register_person

FIRMS = (
    ("衍庐企业管理有限公司", "珠海", "企业管理"),
    ("衍庐东方企业管理有限公司", "珠海", "企业管理"),
    ("栩微供应链管理有限公司", "厦门", "供应链管理"),
    ("朴岫国际贸易有限公司", "福州", "国际贸易"),
    ("沚兰电子科技有限公司", "深圳", "电子科技"),
    ("沚云信息技术有限公司", "深圳", "信息技术"),
    ("迩安物流有限公司", "佛山", "物流"),
    ("槿屿包装材料有限公司", "佛山", "包装材料"),
    ("汜原金属制品有限公司", "长沙", "金属制品"),
)
HELD = (
    (0, 1, 70), (0, 2, 55), (0, 3, 65),
    (1, 4, 60), (1, 5, 51), (2, 6, 60), (2, 7, 58), (3, 8, 75),
    (6, 2, 25),
)  # fmt: skip
"""(owner, owned, per cent) by place in FIRMS; the last one closes the circle 2 → 6 → 2."""
CUSTOMERS, LISTED = (4, 7), 8


def hidden_owner(planting: Planting) -> Story:
    """Plant the owner, the firms and their shares, two of them as customers, one on the watch list."""
    owner = planting.person("沈砚舟", "珠海", "1968-11-02", man=True)
    register_person(planting, owner, born="1968-11-02", sex="男")
    firms = [planting.firm(name, city) for name, city, _ in FIRMS]
    for firm, (_, _, trade) in zip(firms, FIRMS, strict=True):
        register(planting, firm, trade, equity=30_000_000)
    _hold(planting, owner, firms[0], 80)
    for above, below, share in HELD:
        _hold(planting, firms[above], firms[below], share)
    for place in CUSTOMERS:
        customer_row(
            planting, firms[place], FIRMS[place][2], revenue=90_000_000, costs=82_000_000, equity=33_000_000
        )
    planting.party(
        "watch",
        "watchlist",
        firms[LISTED],
        names=firms[LISTED].name,
        ids=firms[LISTED].number,
        kind="company",
        list="sanctions",
        reason="diverted export goods",
        since="2025-09-01",
    )
    return Story(
        "hidden_owner",
        "One person controls nine firms through three layers and a circular holding",
        {"owner": [owner], "firm": firms},
        {
            "controlled": [firm.entity for firm in firms],
            "customers": [firms[place].entity for place in CUSTOMERS],
            "watch_listed": firms[LISTED].entity,
        },
    )


def _hold(planting: Planting, owner: Actor, owned: Actor, share: int) -> None:
    planting.row(
        "registry",
        "ownership",
        owner=owner.key("registry"),
        owned=owned.key("registry"),
        share=f"{share}%",
        since="2016-07-01",
    )
