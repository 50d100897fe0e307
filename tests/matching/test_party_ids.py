"""Party ids outlive merges, splits and the loss of their founding record."""

from collections.abc import Collection, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import PartyId, RecordId, mint_party_id
from ingest.match.party_ids import name_groups

A, B, C, D = (RecordId(f"crm:companies:{each}") for each in "ABCD")


def none_moved(ids: Sequence[PartyId]) -> Collection[PartyId]:
    del ids
    return ()


def test_a_new_group_is_named_by_its_first_record() -> None:
    assert name_groups([[B, A]], {}, none_moved).ids == (mint_party_id(B),)


def test_a_group_keeps_its_id_when_records_join() -> None:
    naming = name_groups([[A, B, C]], {B: mint_party_id(B)}, none_moved)
    assert (naming.ids, naming.moved) == ((mint_party_id(B),), {})


def test_of_two_merged_parties_the_one_with_more_records_stays() -> None:
    a, b = mint_party_id(A), mint_party_id(B)
    naming = name_groups([[A, B, C]], {A: a, B: b, C: b}, none_moved)
    assert (naming.ids, naming.moved) == ((b,), {a: (b,)})


def test_the_part_with_the_founder_keeps_the_id_and_the_other_gets_its_own_back() -> None:
    a, c = mint_party_id(A), mint_party_id(C)
    naming = name_groups([[A], [B, C]], {A: a, B: a, C: a}, lambda ids: {each for each in ids if each == c})
    assert (naming.ids, naming.moved) == ((a, c), {})


def test_a_party_without_its_founder_stays_with_the_largest_part() -> None:
    d = mint_party_id(D)
    naming = name_groups([[A], [B, C]], {A: d, B: d, C: d}, none_moved)
    assert naming.ids == (mint_party_id(A), d)


def test_an_id_in_use_elsewhere_is_not_given_twice() -> None:
    a = mint_party_id(A)
    naming = name_groups([[A], [B, C, D]], {B: a, C: a, D: a}, none_moved)
    assert naming.ids[1] == a
    assert naming.ids[0] not in (a, None)


def test_a_party_without_records_is_moved_to_nobody() -> None:
    a = mint_party_id(A)
    assert name_groups([], {A: a}, none_moved).moved == {a: ()}


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4)
)
@settings(deadline=None, derandomize=True)
def test_ids_are_distinct_and_naming_again_changes_nothing(before: list[int], after: list[int]) -> None:
    def groups(parts: list[int]) -> list[list[RecordId]]:
        zipped = list(zip((A, B, C, D), parts, strict=True))
        return [own for part in range(4) if (own := [record for record, each in zipped if each == part])]

    def linked(parts: list[int], ids: Sequence[PartyId]) -> dict[RecordId, PartyId]:
        return {record: party for own, party in zip(groups(parts), ids, strict=True) for record in own}

    first = name_groups(groups(before), {}, none_moved).ids
    second = name_groups(groups(after), linked(before, first), none_moved)
    third = name_groups(groups(after), linked(after, second.ids), none_moved)
    assert len(set(second.ids)) == len(second.ids)
    assert (third.ids, third.moved) == (second.ids, {})
    assert set(second.moved).isdisjoint(second.ids)
