"""Who is tied to whom in ordinary life, as arrays of rows into the world's firms and people."""

from dataclasses import dataclass

import numpy as np

from ingest.demo.columns import Floats, Ints, Mask
from ingest.demo.world import AS_OF, HOUSE_FIRMS, Companies, People, Standing, World


@dataclass(frozen=True)
class Supplies:
    """Yuan a year; `substitutability` in hundredths, -1 where nobody knows; `until` 0 where it goes on."""

    supplier: Ints
    buyer: Ints
    amount: Ints
    essential: Mask
    substitutability: Ints
    since: Ints
    until: Ints


@dataclass(frozen=True)
class Holdings:
    """Shares in hundredths of a per cent; an owner is a firm's row, or a person's where `person` holds."""

    owner: Ints
    person: Mask
    owned: Ints
    share: Ints
    since: Ints


@dataclass(frozen=True)
class Offices:
    """`role` 0 director, 1 supervisor, 2 general manager."""

    person: Ints
    company: Ints
    role: Ints
    since: Ints


@dataclass(frozen=True)
class Ties:
    supplies: Supplies
    sales: Supplies
    holdings: Holdings
    offices: Offices
    representative: Ints
    """The legal representative of each firm, a person's row; -1 where the registry has none."""


def make_ties(rng: np.random.Generator, world: World) -> Ties:
    """Return the ordinary ties: supply, ownership by founders and parents, offices."""
    firms = world.companies
    representative, holdings, offices = _boards(rng, firms, world.people)
    return Ties(_supplies(rng, firms), _sales(rng, firms), holdings, offices, representative)


def _supplies(rng: np.random.Generator, firms: Companies) -> Supplies:
    """Return a few suppliers for each firm of the trade network, and what the house buys."""
    makers = np.flatnonzero(firms.in_erp & (firms.standing != Standing.HOUSE))
    buyers = np.flatnonzero((firms.in_erp | firms.in_crm) & (firms.standing != Standing.HOUSE))
    buyer = np.repeat(buyers, 1 + rng.poisson(0.85, len(buyers)))
    supplier = makers[rng.integers(0, len(makers), len(buyer))]
    ours = np.flatnonzero(np.isin(firms.standing, [Standing.SUPPLIER, Standing.BOTH]))
    supplier = np.concatenate([supplier, ours])
    buyer = np.concatenate([buyer, rng.integers(0, HOUSE_FIRMS, len(ours))])
    supplier, buyer = _distinct(supplier, buyer, len(firms))
    count = len(supplier)
    amount = np.minimum(firms.costs[buyer] * rng.uniform(0.004, 0.06, count), firms.revenue[supplier] * 0.16)
    essential = rng.random(count) < 0.07
    replaceable = np.where(essential, rng.integers(80, 98, count), rng.integers(45, 99, count))
    since, until = _seasons(rng, count)
    return Supplies(
        supplier,
        buyer,
        _rounded(amount),
        essential,
        np.where(rng.random(count) < 0.15, -1, replaceable),
        since,
        until,
    )


def _sales(rng: np.random.Generator, firms: Companies) -> Supplies:
    """Return what the house sells to each of its customers."""
    buyer = np.flatnonzero(np.isin(firms.standing, [Standing.CUSTOMER, Standing.BOTH]))
    count = len(buyer)
    since, until = _seasons(rng, count)
    return Supplies(
        supplier=rng.integers(0, HOUSE_FIRMS, count),
        buyer=buyer,
        amount=_rounded(np.minimum(firms.costs[buyer] * rng.uniform(0.01, 0.05, count), 9e6)),
        essential=np.zeros(count, dtype=np.bool_),
        substitutability=rng.integers(55, 99, count),
        since=since,
        until=until,
    )


def _seasons(rng: np.random.Generator, count: int) -> tuple[Ints, Ints]:
    """Return begin and end; one supply in twelve is seasonal: half a year, running now or over."""
    since = AS_OF - rng.integers(60, 3_000, count)
    seasonal = rng.random(count) < 0.08
    begun = AS_OF - rng.integers(20, 300, count)
    return np.where(seasonal, begun, since), np.where(seasonal, begun + 182, 0)


def _boards(rng: np.random.Generator, firms: Companies, people: People) -> tuple[Ints, Holdings, Offices]:
    """Return legal representatives, owners, officers: each registered firm has a founder and a companion."""
    rows = np.flatnonzero(firms.in_registry)
    persons = rng.permutation(np.flatnonzero(people.in_registry))
    place = np.arange(len(rows))
    founder = persons[place % len(persons)]
    companion = persons[(place + len(rows)) % len(persons)]
    representative = np.full(len(firms), -1, dtype=np.int64)
    representative[rows] = founder
    since = firms.registered_on[rows]
    return (
        representative,
        _owners(rng, firms, rows, np.stack([founder, companion])),
        _officers(rng, rows, np.stack([founder, companion]), since),
    )


def _owners(rng: np.random.Generator, firms: Companies, rows: Ints, persons: Ints) -> Holdings:
    """Return founders and companions as owners of stand-alone firms, parents of subsidiaries."""
    child = firms.parent[rows] >= 0
    first = np.where(child, rng.integers(51, 101, len(rows)), rng.integers(52, 91, len(rows))) * 100
    pair = ~child & (persons[0] != persons[1]) & (rng.random(len(rows)) < 0.75)
    owner = np.concatenate([np.where(child, firms.parent[rows], persons[0]), persons[1][pair]])
    return Holdings(
        owner=owner,
        person=np.concatenate([~child, np.ones(int(pair.sum()), dtype=np.bool_)]),
        owned=np.concatenate([rows, rows[pair]]),
        share=np.concatenate([first, 10_000 - first[pair]]),
        since=np.concatenate([firms.registered_on[rows], firms.registered_on[rows][pair]]),
    )


def _officers(rng: np.random.Generator, rows: Ints, persons: Ints, since: Ints) -> Offices:
    """Return the founder as director, mostly the companion as supervisor, sometimes as manager."""
    seconded = (persons[0] != persons[1]) & (rng.random(len(rows)) < 0.8)
    managed = (persons[0] != persons[1]) & (rng.random(len(rows)) < 0.25)
    return Offices(
        person=np.concatenate([persons[0], persons[1][seconded], persons[1][managed]]),
        company=np.concatenate([rows, rows[seconded], rows[managed]]),
        role=np.repeat([0, 1, 2], [len(rows), int(seconded.sum()), int(managed.sum())]),
        since=np.concatenate([since, since[seconded], since[managed]]),
    )


def acyclic_pairs(rng: np.random.Generator, rows: Ints, count: int) -> tuple[Ints, Ints]:
    """Return `count` pairs of different rows, each pointing down one hidden order: no cycle can close."""
    if len(rows) < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    order = rng.permutation(rows)
    first = rng.integers(0, len(order), count)
    second = (first + 1 + rng.integers(0, len(order) - 1, count)) % len(order)
    return order[np.minimum(first, second)], order[np.maximum(first, second)]


def _distinct(first: Ints, second: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the pairs without repetitions and without pairs of one firm with itself."""
    pairs = np.unique(first[first != second] * size + second[first != second])
    return pairs // size, pairs % size


def _rounded(amount: Floats) -> Ints:
    """Return whole ten thousands of yuan, at least one."""
    return np.maximum(1, (amount / 10_000).astype(np.int64)) * 10_000
