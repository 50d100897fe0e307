"""Story 5: money goes round four firms and 94 % of it is back after nine days."""

from ingest.demo.planting import Planting, Story, days_before
from ingest.demo.stories.filing import account_row, register

FIRMS = (
    ("泠阙国际贸易有限公司", "厦门", "国际贸易"),
    ("珞珩供应链管理有限公司", "福州", "供应链管理"),
    ("荥野新材料有限公司", "广州", "新材料"),
    ("旻芃精细化工有限公司", "珠海", "精细化工"),
)
LEGS = ((20, 10_000_000), (17, 9_820_000), (14, 9_610_000), (11, 9_400_000))
"""(days before the book's day, yuan) of the four payments, in order."""


def circular_trading(planting: Planting) -> Story:
    """Plant four account holders and four payments, each three days after the one before."""
    firms = []
    for name, city, trade in FIRMS:
        firm = planting.firm(name, city, frailty=0.6)
        register(planting, firm, trade, equity=12_000_000)
        account_row(planting, firm, revenue=80_000_000, costs=78_000_000, equity=12_000_000)
        firms.append(firm)
    for place, (days, amount) in enumerate(LEGS):
        payer, payee = firms[place], firms[(place + 1) % len(firms)]
        planting.row(
            "bank",
            "payments",
            payer=payer.key("bank"),
            payee=payee.key("bank"),
            payer_account=payer.account,
            payee_account=payee.account,
            amount=str(amount),
            at=f"{days_before(days)} 10:{15 + place}:00",
            key=f"LS900000{place}",
        )
    return Story(
        "circular_trading",
        "Four firms send money round: 94 % is back after nine days",
        {"firm": firms},
        {"circle": [firm.entity for firm in firms], "retained": 0.94, "days": 9},
    )
