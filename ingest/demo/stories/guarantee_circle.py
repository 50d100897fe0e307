"""Story 2: five sound firms guarantee one another in a circle 担保圈."""

from ingest.demo.planting import Planting, Story
from ingest.demo.stories.filing import account_row, register

FIRMS = (
    ("嵩野板材有限公司", "常州", "金属制品", 36_000_000),
    ("汐鸣纺织有限公司", "南通", "纺织", 28_000_000),
    ("堇川食品有限公司", "青岛", "食品", 31_000_000),
    ("峪泉电缆有限公司", "合肥", "电缆", 40_000_000),
    ("郦石包装有限公司", "芜湖", "包装材料", 25_000_000),
)
SHARES = (70, 90, 110, 65, 120)
"""Guaranteed amounts in per cent of the guarantor's equity."""


def guarantee_circle(planting: Planting) -> Story:
    """Plant five firms of healthy accounts, each the guarantor of the next, the last of the first."""
    firms = []
    for name, city, trade, equity in FIRMS:
        firm = planting.firm(name, city, frailty=-0.5)
        register(planting, firm, trade, equity=equity)
        account_row(planting, firm, revenue=equity * 4, costs=equity * 7 // 2, equity=equity)
        firms.append(firm)
    for place, guarantor in enumerate(firms):
        planting.row(
            "bank",
            "guarantees",
            guarantor=guarantor.key("bank"),
            debtor=firms[(place + 1) % len(firms)].key("bank"),
            amount=str(FIRMS[place][3] * SHARES[place] // 100),
            since="2025-02-10",
        )
        planting.transmits(firms[(place + 1) % len(firms)], guarantor, 0.3)
    return Story(
        "guarantee_circle",
        "Five firms that each look fine alone guarantee one another in a circle",
        {"guarantor": firms},
        {"circle": [firm.entity for firm in firms]},
    )
