"""The purchasing system: English headers, suppliers and what is known of the suppliers behind them."""

import numpy as np

from ingest.demo import words
from ingest.demo.columns import Text, day, hundredths, join, joined, keep, pick, take, text, whole
from ingest.demo.crm import lateness
from ingest.demo.places import REGIONS, TOWNS
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.world import AS_OF, HOUSE_FIRMS, Standing

ROLE_WORDS = ["house", "customer", "supplier", "customer; supplier", ""]


def erp_sheets(rng: np.random.Generator, scene: Scene) -> list[Sheet]:
    """Return suppliers, the supply network, and what the house owes."""
    return [_companies(rng, scene), _supplies(scene), _debts(rng, scene)]


def _companies(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    rows = np.flatnonzero(firms.in_erp)
    count, house = len(rows), firms.standing[rows] == Standing.HOUSE
    english = (rng.random(count) < 0.3) & ~house & ~firms.latin[rows]
    told = (rng.random(count) < 0.8) | house
    town = take(TOWNS, firms.city[rows] % len(TOWNS))
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.erp, rows),
        "name": pick(english, take(firms.names.english, rows), take(firms.names.official, rows)),
        "other_names": keep(english & (rng.random(count) < 0.5), take(firms.names.short, rows)),
        "company_number": keep((rng.random(count) < 0.8) | house, take(firms.number, rows)),
        "lei": keep(rng.random(count) < 0.6, take(firms.lei, rows)),
        "roles": take(ROLE_WORDS, firms.standing[rows]),
        "industry": take(words.SECTORS, firms.trade[rows]),
        "region": pick(firms.latin[rows], town, take(REGIONS, firms.city[rows])),
        "cooperation_since": day(AS_OF - 90 - (rng.random(count) ** 2 * 5_000).astype(np.int64)),
        "revenue": keep(told, whole(firms.revenue[rows])),
        "costs": keep(told, whole(firms.costs[rows])),
        "equity": keep(told, whole(firms.equity[rows])),
        "currency": text(["CNY"] * count),
        "phones": keep(~firms.latin[rows] & (rng.random(count) < 0.85), take(firms.phone, rows)),
        "emails": take(firms.mail, rows),
        "address": keep(rng.random(count) < 0.5, take(firms.address, rows)),
        "bank_accounts": keep(rng.random(count) < 0.7, take(firms.account, rows)),
        "website": keep(rng.random(count) < 0.4, join("www.", take(firms.names.domain, rows), ".example")),
    }
    return Sheet("erp", "companies", columns, take(firms.entity, rows))


def _supplies(scene: Scene) -> Sheet:
    """Return the supply network; a buyer that the system has no row of is named, with its company number."""
    net, firms = scene.ties.supplies, scene.world.companies
    known = firms.in_erp[net.buyer]
    columns: dict[str, Text] = {
        "supplier": take(scene.keys.erp, net.supplier),
        "buyer": pick(known, take(scene.keys.erp, net.buyer), take(firms.names.official, net.buyer)),
        "buyer_id": keep(~known, take(firms.number, net.buyer)),
        "amount": whole(net.amount),
        "currency": text(["CNY"] * len(known)),
        "product": take(words.PRODUCTS, firms.trade[net.supplier]),
        "essential": pick(net.essential, "yes", "no"),
        "substitutability": keep(net.substitutability >= 0, hundredths(np.abs(net.substitutability))),
        "since": day(net.since),
        "until": keep(net.until > 0, day(net.until)),
    }
    return Sheet("erp", "supplies", columns)


def _debts(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return what the house owes its suppliers, in time, and what suppliers owe one another, less so."""
    firms = scene.world.companies
    makers = np.flatnonzero(np.isin(firms.standing, [Standing.SUPPLIER, Standing.BOTH]))
    ours = makers[rng.random(len(makers)) < 0.25]
    debtors = makers[rng.random(len(makers)) < 0.12]
    creditors = rng.permutation(makers)[: len(debtors)]
    apart = debtors != creditors
    debtors, creditors = debtors[apart], creditors[apart]
    strained = firms.frailty[debtors] + rng.normal(0, 0.7, len(debtors))
    late, share = lateness(rng, strained)
    creditor = np.concatenate([ours, creditors])
    nothing_late = np.zeros(len(ours), dtype=np.int64)
    smaller = np.minimum(
        firms.revenue[creditor], np.concatenate([firms.revenue[ours], firms.revenue[debtors]])
    )
    amount = np.maximum(1, smaller // 10_000 * rng.integers(2, 20, len(creditor)) // 1_000) * 10_000
    house = take(scene.keys.erp, rng.integers(0, HOUSE_FIRMS, len(ours)))
    columns: dict[str, Text] = {
        "creditor": take(scene.keys.erp, creditor),
        "debtor": joined(house, take(scene.keys.erp, debtors)),
        "amount": whole(amount),
        "overdue": whole(amount * np.concatenate([nothing_late, share]) // 100),
        "longest_days_overdue": whole(np.concatenate([nothing_late, late])),
        "as_of": day(np.full(len(creditor), AS_OF)),
    }
    return Sheet("erp", "debts", columns)
