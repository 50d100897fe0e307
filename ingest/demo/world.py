"""Who is really there: the firms and people behind all the records, one array row each.

`frailty` is the hidden cause: it worsens accounts, payment habits and lawsuits now, and it is what
the sampled future (`future`) draws defaults from. No system knows it.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from ingest.demo import ids, names, words
from ingest.demo.columns import Floats, Ints, Mask, Text, join, keep, pick, take, whole
from ingest.demo.places import CITIES, REGIONS, ROADS, STREETS, TOWNS

AS_OF = 20_777  # 2026-11-20 in days since 1970-01-01: the day that the demo book knows about
HOUSE_FIRMS = 3
AGENT_PHONE = "17200000001"
AGENT_ADDRESS = "浙江省宁波市创业路1号商务秘书中心"


class Standing(IntEnum):
    """How a firm stands to the house: `THIRD` parties deal with others only."""

    HOUSE = 0
    CUSTOMER = 1
    SUPPLIER = 2
    BOTH = 3
    THIRD = 4


@dataclass(frozen=True)
class Companies:
    """Firms; money in yuan, days since 1970-01-01. `parent` is the row of a disclosed parent, or -1;
    `at_agent` firms give a registered agent's address and phone to the registry."""

    entity: Text
    names: names.CompanyNames
    latin: Mask
    city: Ints
    former_city: Ints
    trade: Ints
    standing: Ints
    number: Text
    lei: Text
    frailty: Floats
    revenue: Ints
    costs: Ints
    equity: Ints
    staff: Ints
    phone: Text
    mail: Text
    address: Text
    account: Text
    registered_on: Ints
    parent: Ints
    at_agent: Mask
    in_registry: Mask
    in_crm: Mask
    in_erp: Mask
    in_bank: Mask

    def __len__(self) -> int:
        return len(self.latin)


@dataclass(frozen=True)
class People:
    """People; `spelled` is a Latin spelling of a Chinese name, empty for the others."""

    entity: Text
    name: Text
    spelled: Text
    latin: Mask
    city: Ints
    born: Ints
    man: Mask
    resident_id: Text
    passport: Text
    phone: Text
    mail: Text
    address: Text
    account: Text
    device: Text
    in_registry: Mask
    in_bank: Mask

    def __len__(self) -> int:
        return len(self.latin)


@dataclass(frozen=True)
class World:
    companies: Companies
    people: People


def make_world(rng: np.random.Generator, companies: int, people: int) -> World:
    """Return a world of so many firms (the first three are the house's) and people."""
    firms = _companies(rng, companies)
    return World(firms, _people(rng, people, len(firms)))


def _companies(rng: np.random.Generator, count: int) -> Companies:
    first, second, turn = names.brands(rng, count)
    house = np.arange(count) < HOUSE_FIRMS
    latin = (rng.random(count) < 0.22) & ~house
    city = (rng.integers(0, len(CITIES), count) + turn) % len(CITIES)
    moved = rng.random(count) < 0.04
    former = np.where(moved, (city + 1 + rng.integers(0, len(CITIES) - 1, count)) % len(CITIES), city)
    trade = rng.integers(0, len(words.TRADES), count)
    form = np.searchsorted(np.array([0.6, 0.82, 0.96]), rng.random(count))
    misspelt = (second + 1 + rng.integers(0, len(words.SIMPLIFIED) - 1, count)) % len(words.SIMPLIFIED)
    called = names.company_names(names.Traits(latin, city, former, first, second, trade, form, misspelt))
    standing = np.searchsorted(np.array([0.30, 0.72, 0.76]), rng.random(count)) + 1
    standing = np.where(house, Standing.HOUSE, standing)
    serial = np.arange(count, dtype=np.int64)
    frailty = rng.standard_normal(count)
    revenue, costs, equity = _accounts(rng, frailty, house)
    bank = (rng.random(count) < 0.085) & ~house
    registry = ~latin & ((standing == Standing.THIRD) | (rng.random(count) < 0.75) | house)
    parent = _parents(rng, registry)
    phone, address = _shared(rng, parent, ids.phones(serial), _addresses(rng, latin, city, serial, prefix=""))
    return Companies(
        entity=ids.numbered("c", serial),
        names=called,
        latin=latin,
        city=city,
        former_city=former,
        trade=trade,
        standing=standing,
        number=keep(~latin, ids.company_numbers(city, serial)),
        lei=keep(latin, ids.leis(serial)),
        frailty=frailty,
        revenue=revenue,
        costs=costs,
        equity=equity,
        staff=np.maximum(3, revenue // 900_000),
        phone=phone,
        mail=ids.mails(pick(rng.random(count) < 0.5, "info", "office"), join(called.domain, whole(serial))),
        address=address,
        account=ids.accounts(serial),
        registered_on=AS_OF - 400 - rng.integers(0, 9_000, count),
        parent=parent,
        at_agent=_at_agent(registry & (parent < 0) & ~house),
        in_registry=registry,
        in_crm=house | np.isin(standing, [Standing.CUSTOMER, Standing.BOTH]),
        in_erp=house
        | np.isin(standing, [Standing.SUPPLIER, Standing.BOTH])
        | ((standing == Standing.THIRD) & latin),
        in_bank=bank,
    )


def _accounts(rng: np.random.Generator, frailty: Floats, house: Mask) -> tuple[Ints, Ints, Ints]:
    """Return revenue, costs and equity in whole yuan; frail firms earn less and own less."""
    count = len(frailty)
    revenue = np.exp(rng.normal(17.6, 1.0, count)) + 3_000_000
    revenue = np.where(house, revenue * 0 + 2_600_000_000, revenue)
    margin = np.clip(0.11 - 0.025 * frailty + rng.normal(0, 0.02, count), -0.06, 0.3)
    share = np.clip(0.42 - 0.09 * frailty + rng.normal(0, 0.07, count), 0.05, 0.85)
    thousands = [revenue, revenue * (1 - margin), revenue * share]
    thousands = [(figure / 10_000).astype(np.int64) * 10_000 for figure in thousands]
    return thousands[0], thousands[1], thousands[2]


def _parents(rng: np.random.Generator, registry: Mask) -> Ints:
    """Return the disclosed parent of one registered firm in seven: always an earlier row, so trees only."""
    row = np.arange(len(registry))
    parent = (row * rng.random(len(row)) ** 0.7).astype(np.int64)
    belongs = (rng.random(len(row)) < 0.22) & registry & registry[parent]
    return np.where(belongs & (parent >= HOUSE_FIRMS) & (row > parent), parent, -1)


def _at_agent(eligible: Mask) -> Mask:
    """Return which firms use the one registered agent: at most 300, about one firm in ten."""
    few = min(300, len(eligible) * 2 // 19)
    return eligible & (np.cumsum(eligible) <= few)


def _shared(rng: np.random.Generator, parent: Ints, phone: Text, address: Text) -> tuple[Text, Text]:
    """Let two subsidiaries in five answer the parent's phone at the parent's address."""
    together = (parent >= 0) & (rng.random(len(parent)) < 0.4)
    return pick(together, take(phone, parent), phone), pick(together, take(address, parent), address)


def _addresses(rng: np.random.Generator, latin: Mask, city: Ints, serial: Ints, *, prefix: str) -> Text:
    """Return a street address each; the serial in the house and room numbers keeps them apart."""
    count = len(latin)
    road = take(ROADS, rng.integers(0, len(ROADS), count))
    chinese = join(
        take(REGIONS, city), prefix, road, "路", whole(serial // 90 + 1), "号", whole(serial % 90 + 101), "室"
    )
    town = city % len(TOWNS)
    flat = join("Flat ", whole(serial % 40 + 1), ", ") if prefix else ""
    western = join(flat, take(STREETS, town), " ", whole(serial + 1), ", ", take(TOWNS, town))
    return pick(latin, western, chinese)


def _people(rng: np.random.Generator, count: int, firms: int) -> People:
    serial = np.arange(count, dtype=np.int64)
    latin = rng.random(count) < 0.1
    name, spelled = names.people_names(rng, latin)
    city = rng.integers(0, len(CITIES), count)
    born = AS_OF - 365 * 20 - rng.integers(0, 365 * 45, count)
    man = rng.random(count) < 0.5
    address, phone = _households(rng, latin, city, serial, firms)
    registered = rng.random(count) < 0.65
    mail = ids.mails(join("u", whole(serial)), pick(rng.random(count) < 0.5, "post", "mail"))
    return People(
        entity=ids.numbered("p", serial),
        name=name,
        spelled=spelled,
        latin=latin,
        city=city,
        born=born,
        man=man,
        resident_id=keep(~latin, ids.resident_ids(city, born, _sequences(rng, city, born, man))),
        passport=keep(latin, ids.passports(serial)),
        phone=phone,
        mail=mail,
        address=address,
        account=ids.accounts(serial + firms),
        device=ids.devices(serial),
        in_registry=registered,
        in_bank=~registered | (rng.random(count) < 0.08),
    )


def _households(
    rng: np.random.Generator, latin: Mask, city: Ints, serial: Ints, firms: int
) -> tuple[Text, Text]:
    """Return addresses and phones; one person in twelve lives with the one before and may share the phone."""
    joined = (rng.random(len(serial)) < 0.085) & (serial > 0)
    home = np.maximum.accumulate(np.where(joined, 0, serial))
    line = np.where(joined & (rng.random(len(serial)) < 0.4), home, serial)
    lives = _addresses(rng, latin, city, serial, prefix="安居")
    return take(lives, home), ids.phones(line + firms)


def _sequences(rng: np.random.Generator, city: Ints, born: Ints, man: Mask) -> Ints:
    """Return sequence numbers such that no two people of one place and day have the same (men: odd)."""
    key = (city * 100_000 + born) * 2 + man
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    start = np.r_[0, np.flatnonzero(np.diff(ordered)) + 1]
    nth = np.arange(len(key)) - np.repeat(start, np.diff(np.r_[start, len(key)]))
    offset = rng.integers(0, 480, len(start)).repeat(np.diff(np.r_[start, len(key)]))
    sequence = np.empty(len(key), dtype=np.int64)
    sequence[order] = (offset + nth) % 500 * 2 + man[order]
    return sequence
