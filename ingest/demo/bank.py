"""The house bank: applicants with devices and salespeople, corporate accounts, payments, guarantees."""

import numpy as np

from ingest.demo.columns import Ints, Text, day, joined, keep, moment, pick, take, whole
from ingest.demo.ids import numbered
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.ties import acyclic_pairs
from ingest.demo.world import AS_OF

DAY = 86_400


def bank_sheets(rng: np.random.Generator, scene: Scene) -> list[Sheet]:
    """Return corporate clients, applicants, payments and guarantees."""
    return [_companies(rng, scene), _people(rng, scene), _payments(rng, scene), _guarantees(rng, scene)]


def _companies(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    rows = np.flatnonzero(firms.in_bank)
    count = len(rows)
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.bank, rows),
        "name": take(firms.names.official, rows),
        "company_number": keep(rng.random(count) < 0.95, take(firms.number, rows)),
        "revenue": whole(firms.revenue[rows]),
        "costs": whole(firms.costs[rows]),
        "equity": whole(firms.equity[rows]),
        "phones": take(firms.phone, rows),
        "address": take(firms.address, rows),
        "bank_accounts": take(firms.account, rows),
        "handled_by": numbered("KHJL", rng.integers(1, 13, count)),
    }
    return Sheet("bank", "companies", columns, take(firms.entity, rows))


def _people(rng: np.random.Generator, scene: Scene) -> Sheet:
    people = scene.world.people
    rows = np.flatnonzero(people.in_bank)
    count = len(rows)
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.bank_people, rows),
        "name": take(people.name, rows),
        "other_names": keep(rng.random(count) < 0.15, take(people.spelled, rows)),
        "resident_id": keep(rng.random(count) < 0.97, take(people.resident_id, rows)),
        "passport": take(people.passport, rows),
        "birth_date": keep(rng.random(count) < 0.95, day(people.born[rows])),
        "sex": pick(people.man[rows], "男", "女"),
        "phones": take(people.phone, rows),
        "emails": keep(rng.random(count) < 0.6, take(people.mail, rows)),
        "address": keep(rng.random(count) < 0.9, take(people.address, rows)),
        "bank_accounts": take(people.account, rows),
        "devices": keep(rng.random(count) < 0.8, take(people.device, rows)),
        "applied_on": day(AS_OF - rng.integers(3, 1_400, count)),
        "handled_by": numbered("KHJL", rng.integers(1, 25, count)),
    }
    return Sheet("bank", "people", columns, take(people.entity, rows))


def _payments(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return payments down one hidden order of all account holders: no circle closes by chance."""
    firms, people = scene.world.companies, scene.world.people
    clients, persons = np.flatnonzero(firms.in_bank), np.flatnonzero(people.in_bank)
    holders = np.arange(len(clients) + len(persons))
    count = int(0.62 * len(holders) + 0.45 * len(firms))
    payer, payee = acyclic_pairs(rng, holders, count)
    keys = _both(scene.keys.bank, scene.keys.bank_people, clients, persons)
    accounts = _both(firms.account, people.account, clients, persons)
    amount = np.exp(rng.normal(10.2, 1.3, len(payer))).astype(np.int64) + 100
    columns: dict[str, Text] = {
        "payer": take(keys, payer),
        "payee": take(keys, payee),
        "payer_account": take(accounts, payer),
        "payee_account": take(accounts, payee),
        "amount": whole(amount),
        "at": moment(AS_OF * DAY - rng.integers(0, 200 * DAY, len(payer))),
        "key": numbered("LS", np.arange(len(payer)) + 1),
    }
    return Sheet("bank", "payments", columns)


def _both(firms: Text, people: Text, clients: Ints, persons: Ints) -> Text:
    """Return one column over the bank's firms, then its people."""
    return joined(take(firms, clients), take(people, persons))


def _guarantees(rng: np.random.Generator, scene: Scene) -> Sheet:
    """Return guarantees of 3 to 10 % of the guarantor's equity, none of them in a circle."""
    firms = scene.world.companies
    clients = np.flatnonzero(firms.in_bank)
    guarantor, debtor = acyclic_pairs(rng, clients, int(0.7 * len(clients)))
    pairs = np.unique(guarantor * len(firms) + debtor)
    guarantor, debtor = pairs // len(firms), pairs % len(firms)
    amount = firms.equity[guarantor] // 100 * rng.integers(3, 10, len(pairs)) // 10_000 * 10_000 + 10_000
    columns: dict[str, Text] = {
        "guarantor": take(scene.keys.bank, guarantor),
        "debtor": take(scene.keys.bank, debtor),
        "amount": whole(amount),
        "since": day(AS_OF - rng.integers(30, 900, len(pairs))),
    }
    return Sheet("bank", "guarantees", columns)
