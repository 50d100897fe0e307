"""What reaches the house on paper: contracts, judgments, news, lists, bids. Parties stand there by name."""

import numpy as np

from ingest.demo.columns import (
    Ints,
    Mask,
    Text,
    day,
    join,
    keep,
    nothing,
    padded,
    pick,
    rewritten,
    take,
    text,
    whole,
)  # fmt: skip
from ingest.demo.ids import numbered, resident_ids
from ingest.demo.names import people_names
from ingest.demo.places import CITIES, COURT_CODES, COURTS
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.world import AS_OF, HOUSE_FIRMS, Standing

CLAUSES = ["price", "delivery", "payment", "quality", "liability", "termination", "dispute_resolution"]
WORKBOOK_ROWS = 3_000
"""No workbook gets more rows than this: beyond it, a system would write text files."""


def paper_sheets(rng: np.random.Generator, scene: Scene) -> list[Sheet]:
    """Return contracts, lawsuits, news, the watch list and bids."""
    return [
        _contracts(rng, scene),
        _lawsuits(rng, scene),
        _news(rng, scene),
        _watchlist(rng, scene),
        _bids(rng, scene),
    ]


def _contracts(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    buys = np.isin(firms.standing, [Standing.CUSTOMER, Standing.BOTH])
    others = np.flatnonzero(buys | (firms.standing == Standing.SUPPLIER))
    count = min(WORKBOOK_ROWS, int(0.13 * len(firms)))
    row = rng.permutation(others)[:count]
    count, sale, house = len(row), buys[row], rng.integers(0, HOUSE_FIRMS, len(row))
    other, ours = take(firms.names.official, row), take(firms.names.official, house)
    number = keep(rng.random(count) < 0.6, take(firms.number, row))
    amount = np.minimum(firms.costs[row] // 20, 8_000_000) // 10_000 * 10_000
    starts = AS_OF - rng.integers(20, 500, count)
    ends = starts + rng.integers(540, 1_200, count)
    columns: dict[str, Text] = {
        "number": numbered("HT-2026-", np.arange(count) + 1),
        "buyer": pick(sale, other, ours),
        "buyer_id": keep(sale, number),
        "seller": pick(sale, ours, other),
        "seller_id": keep(~sale, number),
        "signatory": nothing(count),
        "signatory_id": nothing(count),
        "type": pick(sale, "sale", "purchase"),
        "amount": whole(amount),
        "currency": text(["CNY"] * count),
        "credit_limit": keep(sale, whole(amount * 2)),
        "signed": day(starts - 9),
        "starts": day(starts),
        "ends": day(ends),
        "status": text(["active"] * count),
        "delivered_share": join(whole(rng.integers(5, 95, count)), "%"),
        "prepaid_share": join(whole(rng.integers(0, 4, count) * 10), "%"),
        "clauses": _clauses(rng, count),
    }
    them, us = take(firms.entity, row), take(firms.entity, house)
    named = {"buyer0": pick(sale, them, us), "seller0": pick(sale, us, them), "signatory0": nothing(count)}
    return Sheet("legal", "contracts", columns, named=named)


def _clauses(rng: np.random.Generator, count: int) -> Text:
    """Return the clauses of each contract; one in twelve lacks the termination clause."""
    full = "; ".join(CLAUSES)
    return pick(rng.random(count) < 0.08, full.replace("; termination", ""), text([full] * count))


def _lawsuits(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return lawsuits between firms; the frail are sued more often and lose more often."""
    firms = scene.world.companies
    count = min(WORKBOOK_ROWS, int(0.1 * len(firms)))
    odds = np.exp(0.9 * firms.frailty[HOUSE_FIRMS:])
    defendant = HOUSE_FIRMS + rng.choice(len(odds), count, p=odds / odds.sum())
    plaintiff = HOUSE_FIRMS + (defendant - HOUSE_FIRMS + rng.integers(1, len(odds), count)) % len(odds)
    city, year = firms.city[defendant], 2021 + rng.integers(0, 6, count)
    ended = (year < 2026) & (rng.random(count) < 0.85)
    lost = rng.random(count) < np.clip(0.45 + 0.15 * firms.frailty[defendant], 0.1, 0.9)
    written = pick(
        rng.random(count) < 0.08, take(firms.names.misspelt, defendant), take(firms.names.official, defendant)
    )
    claim = np.minimum(firms.equity[defendant], firms.equity[plaintiff]) * rng.uniform(0.002, 0.03, count)
    serial = whole(np.arange(count) + 101)
    columns: dict[str, Text] = {
        "court": take(COURTS, city),
        "case_number": join("(", whole(year), ")", take(COURT_CODES, city), "民初", serial, "号"),
        "plaintiffs": take(firms.names.official, plaintiff),
        "defendants": written,
        "cause": take(
            ["买卖合同纠纷", "承揽合同纠纷", "货款纠纷", "服务合同纠纷"], rng.integers(0, 4, count)
        ),
        "filed": day((year - 1970) * 365 + 13 + rng.integers(0, 300, count)),
        "status": pick(ended, "closed", "open"),
        "claim": whole(claim.astype(np.int64) // 1_000 * 1_000 + 20_000),
        "currency": text(["CNY"] * count),
        "outcome": keep(ended, pick(lost, "plaintiff_won", "dismissed")),
    }
    named = {"plaintiffs0": take(firms.entity, plaintiff), "defendants0": take(firms.entity, defendant)}
    return Sheet("court", "lawsuits", columns, named=named)


def _news(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    chance = np.clip(0.03 + 0.045 * firms.frailty, 0.004, 0.3)
    row = HOUSE_FIRMS + np.flatnonzero(rng.random(len(firms) - HOUSE_FIRMS) < chance[HOUSE_FIRMS:])
    count, bad = len(row), firms.frailty[row] > 1.2
    columns: dict[str, Text] = {
        "kind": pick(bad, "negative_news", "other"),
        "at": day(AS_OF - rng.integers(3, 600, count)),
        "about": take(firms.names.official, row),
        "severity": pick(bad, take(["low", "medium"], rng.integers(0, 2, count)), text(["low"] * count)),
        "text": pick(bad, "Wage arrears reported by local press", "Opened a new plant"),
        "key": numbered("N", np.arange(count) + 1),
    }
    return Sheet("news", "events", columns)


def _watchlist(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return strangers on a list; every third has the very name of somebody in the book, with other ids."""
    people = scene.world.people
    count = max(9, len(people) // 200)
    born = AS_OF - 365 * 30 - rng.integers(0, 9_000, count)
    city = rng.integers(0, len(CITIES), count)
    stranger, _ = people_names(rng, np.zeros(count, dtype=np.bool_))
    namesake: Mask = np.arange(count) % 3 == 0
    double = take(people.name, rng.integers(0, len(people), count))
    # Odd places of the sequence from 960 on: the book's own people stay below.
    identity = resident_ids(city, born, 960 + np.arange(count, dtype=np.int64) % 40)
    columns: dict[str, Text] = {
        "entry_id": numbered("W", np.arange(count) + 1),
        "names": pick(namesake, double, stranger),
        "ids": identity,
        "kind": text(["person"] * count),
        "list": take(["court defaulters", "bank exclusions"], rng.integers(0, 2, count)),
        "reason": take(["judgment not paid", "forged documents"], rng.integers(0, 2, count)),
        "since": day(AS_OF - rng.integers(100, 2_000, count)),
    }
    return Sheet("watch", "watchlist", columns, numbered("w", np.arange(count)))


def _bids(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return tenders with four bidders each, as the procurement portal exports them: day/month/year, 万元."""
    firms = scene.world.companies
    makers = np.flatnonzero(firms.in_erp & ~firms.latin & (firms.standing != Standing.HOUSE))
    tenders = max(3, len(firms) // 38)
    row = np.concatenate([rng.permutation(makers)[:4] for _ in range(min(tenders, 500))])
    turn: Ints = np.arange(len(row)) // 4
    amount = (np.repeat(rng.integers(40, 900, turn.max() + 1), 4) * rng.uniform(0.93, 1.09, len(row))).astype(
        int
    )
    closing = AS_OF - np.repeat(rng.integers(30, 700, turn.max() + 1), 4) - rng.integers(0, 4, len(row))
    columns: dict[str, Text] = {
        "tender": join("ZB-", padded(turn + 1, 4)),
        "bidder": take(firms.names.official, row),
        "amount": whole(amount),
        "deposit_account": take(firms.account, row),
        "contact": take(firms.phone, row),
        "device": join("BID-", padded(row * 7_919 % 10**8, 8)),
        "submitted_at": rewritten(day(closing), r"^(\d+)-(\d+)-(\d+)$", r"\3/\2/\1"),
        "won": take(["中标", "未中标"], (np.arange(len(row)) % 4 > 0).astype(np.int64)),
    }
    return Sheet("procure", "tenders", columns)
