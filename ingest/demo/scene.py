"""What all systems look at: the world, its ties, and the key each system gives to whom."""

from dataclasses import dataclass

import numpy as np

from ingest.demo.columns import Ints, Mask, Text, keep
from ingest.demo.ids import numbered
from ingest.demo.ties import Ties
from ingest.demo.world import World


@dataclass(frozen=True)
class Keys:
    """The source keys of the world's firms and people in each system; empty where a system lacks one."""

    crm: Text
    erp: Text
    registry: Text
    registry_people: Text
    bank: Text
    bank_people: Text


@dataclass(frozen=True)
class Scene:
    """What every system draws its rows from."""

    world: World
    ties: Ties
    keys: Keys


def make_keys(rng: np.random.Generator, world: World) -> Keys:
    """Return keys in an order of each system's own, so that a number says nothing about its owner."""
    firms, people = world.companies, world.people
    return Keys(
        crm=_keys(rng, "KH", firms.in_crm),
        erp=_keys(rng, "SUP-", firms.in_erp),
        registry=_keys(rng, "QY", firms.in_registry),
        registry_people=_keys(rng, "RY", people.in_registry),
        bank=_keys(rng, "DG", firms.in_bank),
        bank_people=_keys(rng, "GR", people.in_bank),
    )


def _keys(rng: np.random.Generator, prefix: str, present: Mask) -> Text:
    serial: Ints = np.zeros(len(present), dtype=np.int64)
    serial[present] = rng.permutation(int(present.sum())) + 1
    return keep(present, numbered(prefix, serial))
