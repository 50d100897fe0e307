"""Rows that several stories file in the same way."""

from ingest.demo.places import REGIONS
from ingest.demo.planting import Actor, Planting, days_before, sector


def register(planting: Planting, firm: Actor, trade: str, *, equity: int, since: str = "2009-04-17") -> str:
    """File the firm with the business registry; return its key there."""
    return planting.party(
        "registry",
        "companies",
        firm,
        company_number=firm.number,
        industry=sector(trade),
        region=REGIONS[firm.city],
        registered_on=since,
        status="存续",
        registered_capital=str(equity // 2),
        phones=firm.phone,
        address=firm.address,
    )


def register_person(planting: Planting, person: Actor, *, born: str, sex: str) -> str:
    """File the person with the business registry; return the key there."""
    return planting.party(
        "registry", "people", person, resident_id=person.number, birth_date=born, sex=sex, phones=person.phone
    )


def purchase_row(
    planting: Planting, firm: Actor, trade: str, *, revenue: int, costs: int, equity: int, roles: str = ""
) -> str:
    """Give the firm a row in the purchasing system; money in yuan."""
    return planting.party(
        "erp",
        "companies",
        firm,
        company_number=firm.number,
        roles=roles,
        industry=sector(trade),
        region=REGIONS[firm.city],
        cooperation_since=days_before(1_900),
        revenue=str(revenue),
        costs=str(costs),
        equity=str(equity),
        currency="CNY",
        phones=firm.phone,
        bank_accounts=firm.account,
    )


def customer_row(
    planting: Planting,
    firm: Actor,
    trade: str,
    *,
    revenue: int,
    costs: int,
    equity: int,
    roles: str = "客户",
    bank_accounts: str | None = None,
) -> str:
    """Give the firm a row in the customer system; money in yuan."""
    return planting.party(
        "crm",
        "companies",
        firm,
        company_number=firm.number,
        roles=roles,
        industry=sector(trade),
        region=REGIONS[firm.city],
        cooperation_since=days_before(2_300),
        revenue=str(revenue),
        costs=str(costs),
        equity=str(equity),
        phones=firm.phone,
        address=firm.address,
        bank_accounts=bank_accounts or firm.account,
        handled_by="XS0000011",
    )


def account_row(planting: Planting, firm: Actor, *, revenue: int, costs: int, equity: int) -> str:
    """Give the firm an account with the bank; money in yuan."""
    return planting.party(
        "bank",
        "companies",
        firm,
        company_number=firm.number,
        revenue=str(revenue),
        costs=str(costs),
        equity=str(equity),
        phones=firm.phone,
        address=firm.address,
        bank_accounts=firm.account,
        handled_by="KHJL0000005",
    )
