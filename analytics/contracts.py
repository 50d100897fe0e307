"""Gaps of contracts: what is missing or wrong in them, each naming its contract and clause."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from analytics.inputs import Clauses
from analytics.parties import with_role
from analytics.same_facts import contracts_that_count
from graph.model import Role
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.values import FactId

BUYER, SELLER, GUARANTOR, SIGNATORY = "buyer", "seller", "guarantor", "signatory"


class GapKind(StrEnum):
    OVER_LIMIT = "over_limit"
    MISSING_CLAUSES = "missing_clauses"
    EXPIRED_RUNNING = "expired_running"
    UNSIGNED = "unsigned"
    COMPETING_SIGNATORY = "competing_signatory"


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of one contract. `clauses` are the missing ones; `others` the signatory and the competitor.

    parties: positions of the buyer and seller that are not our own firms. ties: rows of
    `Snapshot.ties` that prove it. values: what a sentence about it needs.
    """

    kind: GapKind
    contract: FactId
    number: str
    parties: tuple[int, ...]
    ties: tuple[int, ...]
    clauses: tuple[str, ...]
    others: tuple[int, ...]
    values: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Signing:
    """A party's part in a contract and the row of `Snapshot.ties` that says so."""

    party: int
    role: str
    tie: int


def signings(s: Snapshot) -> Mapping[int, Sequence[Signing]]:
    """Return who signed each contract as what, by row of the contracts."""
    edges = s.relationships(RelationshipKind.SIGNED)
    roles = s.ties["subject"].take(edges.row).to_pylist()
    signed: dict[int, list[Signing]] = defaultdict(list)
    for party, contract, tie, role in zip(
        edges.source.tolist(), edges.target.tolist(), edges.row.tolist(), roles, strict=True
    ):
        signed[contract].append(Signing(party, (role or "").lower(), tie))
    return signed


def running(row: Mapping[str, Any], clauses: Clauses) -> bool:
    """Return whether the contract says that it is being carried out."""
    return (row["status"] or "").strip().lower() in clauses.running


def gaps(s: Snapshot, clauses: Clauses) -> tuple[Gap, ...]:
    """Return every gap of every contract, in the order of the contracts; one told twice has them once."""
    signed, ours = signings(s), with_role(s, Role.HOUSE)
    found: list[Gap] = []
    counts = contracts_that_count(s)
    for number, row in enumerate(s.facts(Table.CONTRACTS).to_pylist()):
        if not counts[number]:
            continue
        parts = signed.get(number, ())
        chief = [each for each in parts if each.role in (BUYER, SELLER)]
        theirs = tuple(sorted({each.party for each in chief if not ours[each.party]}))
        proof = tuple(each.tie for each in chief)
        for kind, missing, values in _of_paper(s, row, clauses):
            found.append(Gap(kind, FactId(row["key"]), row["number"], theirs, proof, missing, (), values))
        found += _competing(s, row, parts, theirs)
    return tuple(found)


def _of_paper(
    s: Snapshot, row: Mapping[str, Any], clauses: Clauses
) -> Iterator[tuple[GapKind, tuple[str, ...], dict[str, str | float]]]:
    """Yield the gaps that the contract's own row shows."""
    amount, limit = row["amount"], row["credit_limit"]
    if amount is not None and limit is not None and amount > limit:
        yield GapKind.OVER_LIMIT, (), {"amount": amount, "limit": limit, "currency": s.currency}
    missing = missing_clauses(row["type"], row["clauses"], clauses)
    if missing:
        yield GapKind.MISSING_CLAUSES, missing, {"clauses": ", ".join(missing)}
    if running(row, clauses):
        if row["ends"] is not None and row["ends"] < s.valid_on:
            yield GapKind.EXPIRED_RUNNING, (), {"ends": row["ends"].isoformat()}
        if row["signed"] is None:
            yield GapKind.UNSIGNED, (), {}


def missing_clauses(kind: str | None, given: Sequence[str] | None, clauses: Clauses) -> tuple[str, ...]:
    """Return the required clauses that are not among `given`; none where nobody listed the clauses."""
    if given is None:
        return ()
    named = {clause.strip().lower().replace(" ", "_") for clause in given}
    return tuple(
        clause for clause in clauses.of(kind) if not named & {clause, *clauses.synonyms.get(clause, ())}
    )


def _competing(
    s: Snapshot, row: Mapping[str, Any], parts: Sequence[Signing], theirs: tuple[int, ...]
) -> Iterator[Gap]:
    """Yield signatories who are officers of a competitor of one of the contract's sides."""
    sides = {each.party for each in parts if each.role in (BUYER, SELLER)}
    officers = s.relationships(RelationshipKind.OFFICER_OF)
    for signing in parts:
        if signing.role != SIGNATORY:
            continue
        for place in np.flatnonzero(officers.source == signing.party).tolist():
            rival = int(officers.target[place])
            if rival in sides:
                continue
            for side in theirs:
                if competitors(s, rival, side):
                    yield Gap(
                        GapKind.COMPETING_SIGNATORY,
                        FactId(row["key"]),
                        row["number"],
                        theirs,
                        (signing.tie, int(officers.row[place])),
                        (),
                        (signing.party, rival),
                        {
                            "signatory": str(s.parties["name"][signing.party]),
                            "competitor": str(s.parties["name"][rival]),
                        },
                    )


def competitors(s: Snapshot, a: int, b: int) -> bool:
    """Return whether two firms of one industry sell to a common buyer."""
    industries = [s.parties["industry"][each].as_py() for each in (a, b)]
    if None in industries or industries[0] != industries[1]:
        return False
    supplies = s.relationships(RelationshipKind.SUPPLIES)
    buyers = [set(supplies.target[supplies.source == each].tolist()) for each in (a, b)]
    return bool(buyers[0] & buyers[1])
