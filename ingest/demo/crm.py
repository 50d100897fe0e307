"""The customer system: Chinese headers and dates, 万元, names as salespeople typed them."""

import numpy as np

from ingest.demo import words
from ingest.demo.columns import (
    Floats,
    Ints,
    Text,
    day,
    hundredths,
    join,
    keep,
    nothing,
    pick,
    take,
    text,
    whole,
)
from ingest.demo.ids import numbered
from ingest.demo.places import REGIONS
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.world import AS_OF, HOUSE_FIRMS, Companies, Standing

ROLE_WORDS = ["本公司", "客户", "供应商", "客户、供应商", "客户"]


def crm_sheets(rng: np.random.Generator, scene: Scene) -> list[Sheet]:
    """Return customers, what we sell them, what they owe us, partnerships, complaints."""
    customers = _customers(scene)
    return [
        _companies(rng, scene),
        _sales(scene),
        _debts(rng, scene, customers),
        _partnerships(rng, scene, customers),
        _complaints(rng, scene, customers),
    ]


def _customers(scene: Scene) -> Ints:
    firms = scene.world.companies
    return np.flatnonzero(firms.in_crm & (firms.standing != Standing.HOUSE))


def typed_names(rng: np.random.Generator, firms: Companies, rows: Ints) -> Text:
    """Return names as people type them: mostly official, else short, traditional, misspelt, former."""
    official = take(firms.names.official, rows)
    how = rng.random(len(rows))
    for low, high, variant in (
        (0.00, 0.07, firms.names.short),
        (0.07, 0.12, firms.names.traditional),
        (0.12, 0.16, firms.names.misspelt),
    ):
        official = pick((how >= low) & (how < high), take(variant, rows), official)
    moved = (firms.former_city[rows] != firms.city[rows]) & ~firms.latin[rows] & (how > 0.5)
    spaced = (how >= 0.16) & (how < 0.18)
    official = pick(moved, take(firms.names.former, rows), official)
    return pick(spaced, join(" ", official, " "), official)


def _companies(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    rows = np.flatnonzero(firms.in_crm)
    count, house = len(rows), firms.standing[rows] == Standing.HOUSE
    told = rng.random(count) < 0.85
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.crm, rows),
        "name": pick(house, take(firms.names.official, rows), typed_names(rng, firms, rows)),
        "other_names": keep(rng.random(count) < 0.15, take(firms.names.english, rows)),
        "company_number": keep((rng.random(count) < 0.82) | house, take(firms.number, rows)),
        "roles": take(ROLE_WORDS, firms.standing[rows]),
        "industry": take(words.SECTORS, firms.trade[rows]),
        "region": keep(~firms.latin[rows], take(REGIONS, firms.former_city[rows])),
        "cooperation_since": day(AS_OF - 90 - (rng.random(count) ** 2 * 5_000).astype(np.int64)),
        "revenue": keep(told | house, whole(firms.revenue[rows])),
        "costs": keep(told | house, whole(firms.costs[rows])),
        "equity": keep(told | house, whole(firms.equity[rows])),
        "phones": keep(rng.random(count) < 0.9, take(firms.phone, rows)),
        "emails": keep(rng.random(count) < 0.7, take(firms.mail, rows)),
        "address": keep(rng.random(count) < 0.8, take(firms.address, rows)),
        "bank_accounts": keep(rng.random(count) < 0.5, take(firms.account, rows)),
        "status": nothing(count),
        "handled_by": numbered("XS", rng.integers(1, 25, count)),
    }
    return Sheet("crm", "companies", columns, take(firms.entity, rows))


def _sales(scene: Scene) -> Sheet:
    sales, firms = scene.ties.sales, scene.world.companies
    columns: dict[str, Text] = {
        "supplier": take(scene.keys.crm, sales.supplier),
        "buyer": take(scene.keys.crm, sales.buyer),
        "amount": whole(sales.amount),
        "product": take(words.PRODUCTS, firms.trade[sales.supplier]),
        "essential": pick(sales.essential, "是", "否"),
        "substitutability": hundredths(sales.substitutability),
        "since": day(sales.since),
        "until": keep(sales.until > 0, day(sales.until)),
    }
    return Sheet("crm", "supplies", columns)


def _debts(rng: np.random.Generator, scene: Scene, customers: Ints) -> Sheet:
    """Return receivables: most in time, some late but paying, the frail ones overdue for long."""
    firms = scene.world.companies
    rows = customers[rng.random(len(customers)) < 0.9]
    count, frailty = len(rows), firms.frailty[rows]
    amount = np.maximum(1, firms.costs[rows] // 10_000 * rng.integers(2, 60, count) // 1_000) * 10_000
    amount = np.minimum(amount, 6_000_000)
    strained = frailty + rng.normal(0, 0.7, count)
    days, share = lateness(rng, strained)
    overdue = amount * share // 1_000_000 * 10_000
    columns: dict[str, Text] = {
        "creditor": take(scene.keys.crm, rng.integers(0, HOUSE_FIRMS, count)),
        "debtor": take(scene.keys.crm, rows),
        "amount": whole(amount),
        "overdue": whole(overdue),
        "longest_days_overdue": whole(days),
        "as_of": day(np.full(count, AS_OF)),
    }
    return Sheet("crm", "debts", columns)


def lateness(rng: np.random.Generator, strained: Floats) -> tuple[Ints, Ints]:
    """Return the longest days overdue and the share overdue in per cent, by how strained a debtor is.

    One in twelve pays late though nothing is wrong.
    """
    count = len(strained)
    careless = (rng.random(count) < 0.08) & (strained < 1.3)
    bands = [strained > 2.4, strained > 1.3, careless]
    days = [rng.integers(45, 150, count), rng.integers(16, 58, count), rng.integers(3, 14, count)]
    shares = [rng.integers(30, 80, count), rng.integers(10, 30, count), rng.integers(2, 10, count)]
    return np.select(bands, days, 0), np.select(bands, shares, 0)


def _partnerships(rng: np.random.Generator, scene: Scene, customers: Ints) -> Sheet:
    count = len(customers) // 6
    first = customers[rng.permutation(len(customers))][:count]
    second = np.roll(first, 1)
    kinds = text(["joint_development", "distribution", "licence"])
    columns: dict[str, Text] = {
        "party": take(scene.keys.crm, first),
        "partner": take(scene.keys.crm, second),
        "kind": take(kinds, rng.integers(0, 3, count)),
        "since": day(AS_OF - rng.integers(100, 2_000, count)),
    }
    return Sheet("crm", "partnerships", columns)


def _complaints(rng: np.random.Generator, scene: Scene, customers: Ints) -> Sheet:
    frailty = scene.world.companies.frailty[customers]
    rows = customers[rng.random(len(customers)) < np.clip(0.12 + 0.1 * frailty, 0.02, 0.5)]
    count = len(rows)
    columns: dict[str, Text] = {
        "kind": pick(rng.random(count) < 0.5, "投诉", "实地走访"),
        "at": day(AS_OF - rng.integers(5, 700, count)),
        "about": take(scene.keys.crm, rows),
        "severity": take(["低", "中"], (rng.random(count) < 0.25).astype(np.int64)),
        "text": take(["交货延迟", "质量异议", "对账差异", "例行走访"], rng.integers(0, 4, count)),
        "key": numbered("TS", np.arange(count) + 1),
    }
    return Sheet("crm", "events", columns)
