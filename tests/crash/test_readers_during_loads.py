"""Readers go on while loads are written and published: each answer is of one version, and none fails."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pyarrow as pa

from graph.relationships import RelationshipKind
from graph.schema import SCHEMAS, Table
from graph.store import GraphStore
from graph.values import PartyId, StoreVersion
from tests.crash.loader import Work
from tests.crash.runs import whole
from tests.crash.story import Story, first, second

READERS = 3
PARTIES = 8
ALL = 1000
KINDS = frozenset(RelationshipKind)
Answers = dict[str, object]


@dataclass(frozen=True)
class Sample:
    """What was answered when, and the versions just before and just after."""

    question: str
    answer: object
    earliest: StoreVersion
    latest: StoreVersion


def whole_table(store: GraphStore, table: Table, version: StoreVersion) -> pa.Table:
    return pa.Table.from_batches(list(store.columns(table, version=version)), SCHEMAS[table])


def questions(asked: list[PartyId]) -> dict[str, Callable[[GraphStore], object]]:
    """Return what is asked of the store as it is now, by a word for it."""
    told: dict[str, Callable[[GraphStore], object]] = {"who": lambda store: store.parties(asked)}
    for party in asked:
        told[f"records of {party}"] = lambda store, party=party: store.records_of(party)
        told[f"neighbours of {party}"] = lambda store, party=party: ties_of(store, party)
    return told


def ties_of(store: GraphStore, party: PartyId) -> object:
    """Return a party's ties in no order: that one is by the latest scores, which belong to no version."""
    found = store.neighbours(party, KINDS, limit=ALL)
    return frozenset((tie.party, tie.relationship) for tie in found.ties), found.counts


def samples(store: GraphStore, asked: list[PartyId], stop: threading.Event) -> list[Sample]:
    """Ask everything again and again."""
    found = []
    while not stop.is_set():
        for question, ask in questions(asked).items():
            earliest = store.version()
            answer = ask(store)
            found.append(Sample(question, answer, earliest, store.version()))
        for table in Table:
            version = store.version()
            found.append(Sample(table, whole_table(store, table, version), version, version))
    return found


def answers(store: GraphStore, asked: list[PartyId]) -> Answers:
    """Return every answer of a store that nobody writes to."""
    live = {question: ask(store) for question, ask in questions(asked).items()}
    return {**live, **{table: whole_table(store, table, store.version()) for table in Table}}


def most_tied(store: GraphStore) -> list[PartyId]:
    """Return the parties with the most ties."""
    ids = whole_table(store, Table.PARTIES, store.version())["key"].to_pylist()
    ties = {party: sum(store.neighbours(party, KINDS, limit=0).counts.values()) for party in ids}
    return sorted(ids, key=lambda party: (-ties[party], party))[:PARTIES]


def test_every_answer_during_two_loads_is_that_of_one_version(
    store: GraphStore, work: Work, story: Story, open_store: Callable[[], GraphStore]
) -> None:
    asked, stop = most_tied(store), threading.Event()
    told = {store.version(): answers(store, asked)}
    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(samples, open_store(), asked, stop) for _ in range(READERS)]
        try:
            for load in (second(work, story.files), replace(first(work, story.files), replace=True)):
                whole(load)
                told[store.version()] = answers(store, asked)
        finally:
            stop.set()
    found = [sample for each in reading for sample in each.result()]
    assert {sample.earliest for sample in found} == set(told)
    assert not [
        sample
        for sample in found
        if not any(
            told[version][sample.question] == sample.answer
            for version in told
            if sample.earliest <= version <= sample.latest
        )
    ]
