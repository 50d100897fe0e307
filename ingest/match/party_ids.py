"""Ids that stay: a group keeps the id it had, and a part that is split off gets its former one back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.values import PartyId, RecordId, mint_party_id


@dataclass(frozen=True, slots=True)
class Naming:
    """`ids`: one for each group, in their order. `moved`: ids that cease, with their successors."""

    ids: tuple[PartyId, ...]
    moved: Mapping[PartyId, tuple[PartyId, ...]]


def name_groups(
    groups: Sequence[Sequence[RecordId]],
    current: Mapping[RecordId, PartyId],
    former: Callable[[Sequence[PartyId]], Collection[PartyId]],
) -> Naming:
    """Give every group of records its party id.

    A group keeps the id of the party that its records have; where several meet, of the one that
    brings most records, then of the smaller id. A party that falls apart leaves its id to the part
    with its founding record, else to the largest. A new group is named by a record: one whose id was
    moved when an earlier group was merged, so that an undo gives it back, else the first.

    groups: records of each, those that should found a party first. current: record -> party as of
    now. former: of some party ids those that were moved.
    """
    owners = _owners(groups, current)
    ids = dict(owners)
    taken = set(current.values())
    unnamed = [at for at in range(len(groups)) if at not in ids]
    returning = _returning([groups[at] for at in unnamed], former)
    for at, back in zip(unnamed, returning, strict=True):
        ids[at] = back if back and back not in taken else _fresh(groups[at], taken)
        taken.add(ids[at])
    named = tuple(ids[at] for at in range(len(groups)))
    return Naming(named, _moved(groups, current, named))


def _owners(
    groups: Sequence[Sequence[RecordId]], current: Mapping[RecordId, PartyId]
) -> Mapping[int, PartyId]:
    """Return which group keeps which party: at most one each."""
    shares: dict[PartyId, Counter[int]] = defaultdict(Counter)
    founders: dict[PartyId, int] = {}
    for at, records in enumerate(groups):
        for record in records:
            party = current.get(record)
            if party is not None:
                shares[party][at] += 1
                if mint_party_id(record) == party:
                    founders[party] = at
    heirs: dict[int, list[tuple[int, PartyId]]] = defaultdict(list)
    for party, share in shares.items():
        largest = min((-count, at) for at, count in share.items())[1]
        heir = founders.get(party, largest)
        heirs[heir].append((-share[heir], party))
    return {at: min(each)[1] for at, each in heirs.items()}


def _returning(
    groups: Sequence[Sequence[RecordId]], former: Callable[[Sequence[PartyId]], Collection[PartyId]]
) -> list[PartyId | None]:
    """Return for each group the first id that a record of it founded once and that was moved."""
    minted = [[mint_party_id(record) for record in records] for records in groups]
    known = former([each for one in minted for each in one])
    return [next((each for each in one if each in known), None) for one in minted]


def _fresh(records: Sequence[RecordId], taken: Collection[PartyId]) -> PartyId:
    minted = (mint_party_id(record) for record in records)
    free = next((each for each in minted if each not in taken), None)
    turn = 2
    while free is None:
        again = mint_party_id(RecordId(f"{records[0]}#{turn}"))
        free, turn = (again if again not in taken else None), turn + 1
    return free


def _moved(
    groups: Sequence[Sequence[RecordId]], current: Mapping[RecordId, PartyId], ids: Sequence[PartyId]
) -> Mapping[PartyId, tuple[PartyId, ...]]:
    into: dict[PartyId, dict[PartyId, None]] = {party: {} for party in current.values()}
    for records, party in zip(groups, ids, strict=True):
        for record in records:
            if record in current:
                into[current[record]][party] = None
    standing = set(ids)
    return {party: tuple(sorted(each)) for party, each in sorted(into.items()) if party not in standing}
