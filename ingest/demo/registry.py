"""The business registry 工商: official names, officers, owners. Chinese headers, keyed ends."""

import numpy as np

from ingest.demo import words
from ingest.demo.columns import Text, day, join, keep, pick, take, text, whole
from ingest.demo.places import REGIONS
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.world import AGENT_ADDRESS, AGENT_PHONE

ROLES = ["董事", "监事", "总经理"]


def registry_sheets(rng: np.random.Generator, scene: Scene) -> list[Sheet]:
    """Return the registry's firms, people, owners and officers."""
    return [_companies(rng, scene), _people(rng, scene), _ownership(scene), _officers(scene)]


def _companies(rng: np.random.Generator, scene: Scene) -> Sheet:
    firms = scene.world.companies
    rows = np.flatnonzero(firms.in_registry)
    count = len(rows)
    frailty, reported = firms.frailty[rows], rng.random(count) < 0.6
    agent = firms.at_agent[rows]
    troubled = (frailty > 2.2) & (rng.random(count) < 0.6)
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.registry, rows),
        "name": take(firms.names.official, rows),
        "other_names": take(firms.names.former, rows),
        "company_number": take(firms.number, rows),
        "industry": take(words.SECTORS, firms.trade[rows]),
        "region": take(REGIONS, firms.city[rows]),
        "registered_on": day(firms.registered_on[rows]),
        "status": pick(troubled, "经营异常", "存续"),
        "registered_capital": whole(firms.equity[rows] // 20_000 * 10_000 + 500_000),
        "revenue": keep(reported, whole(firms.revenue[rows])),
        "costs": keep(reported, whole(firms.costs[rows])),
        "equity": keep(reported, whole(firms.equity[rows])),
        "staff": keep(reported, whole(firms.staff[rows])),
        "phones": pick(agent, AGENT_PHONE, keep(rng.random(count) < 0.8, take(firms.phone, rows))),
        "address": pick(agent, AGENT_ADDRESS, take(firms.address, rows)),
        "legal_representative": take(scene.keys.registry_people, scene.ties.representative[rows]),
    }
    return Sheet("registry", "companies", columns, take(firms.entity, rows))


def _people(rng: np.random.Generator, scene: Scene) -> Sheet:
    people = scene.world.people
    rows = np.flatnonzero(people.in_registry)
    count = len(rows)
    known = rng.random(count)
    columns: dict[str, Text] = {
        "source_key": take(scene.keys.registry_people, rows),
        "name": take(people.name, rows),
        "other_names": keep(rng.random(count) < 0.1, take(people.spelled, rows)),
        "resident_id": keep(known < 0.6, take(people.resident_id, rows)),
        "passport": take(people.passport, rows),
        "birth_date": keep(known < 0.8, day(people.born[rows])),
        "sex": pick(people.man[rows], "男", "女"),
        "phones": keep(rng.random(count) < 0.3, take(people.phone, rows)),
        "address": keep(rng.random(count) < 0.4, take(people.address, rows)),
    }
    return Sheet("registry", "people", columns, take(people.entity, rows))


def _ownership(scene: Scene) -> Sheet:
    held = scene.ties.holdings
    persons = take(scene.keys.registry_people, np.where(held.person, held.owner, -1))
    parents = take(scene.keys.registry, np.where(held.person, -1, held.owner))
    columns: dict[str, Text] = {
        "owner": pick(held.person, persons, parents),
        "owned": take(scene.keys.registry, held.owned),
        "share": join(whole(held.share // 100), "%"),
        "since": day(held.since),
    }
    return Sheet("registry", "ownership", columns)


def _officers(scene: Scene) -> Sheet:
    offices = scene.ties.offices
    columns: dict[str, Text] = {
        "person": take(scene.keys.registry_people, offices.person),
        "company": take(scene.keys.registry, offices.company),
        "role": take(text(ROLES), offices.role),
        "since": day(offices.since),
    }
    return Sheet("registry", "officers", columns)
