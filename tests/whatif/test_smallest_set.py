"""The smallest set of relationships that changes a grade, beside trying every set."""

from itertools import combinations

import numpy as np
import pytest

from analytics.contagion import solve
from analytics.minimal_flip import Outcome, SmallestSet, smallest_set
from analytics.score import Grade, score_all
from analytics.solution import Solution
from analytics.wording import set_text
from graph.relationships import Relationship, RelationshipKind, Terms
from tests.scoring.stories import CUSTOMER, MAKER, failing_supplier, listed, money, solved
from tests.worlds import cny, company, party_id, position, tie, world

K = RelationshipKind
Group = tuple[str, int, int]


def debts(seed: int, firms: int, ties: int) -> Solution:
    """Firms of equal equity that owe each other, some twice; a few of them are far behind."""
    rng = np.random.default_rng(seed)
    records = [company(f"firm{n}", equity=money(100)) for n in range(firms)]
    made: list[Relationship] = []
    for number in range(ties):
        debtor, creditor = rng.choice(firms, 2, replace=False).tolist()
        late = int(rng.integers(0, 200)) if debtor < 2 else 0
        terms = Terms(amount=cny(int(rng.integers(5, 80))), overdue=cny(5 if late else 0), days_overdue=late)
        made.append(tie(K.OWES, records[debtor], records[creditor], terms=terms, occurrence=number))
    return solved(world(records, made))


def groups(solution: Solution) -> dict[Group, list[int]]:
    """Return the transmissions of each relationship."""
    found: dict[Group, list[int]] = {}
    t = solution.ties
    for place in range(len(t.rate)):
        kind = str(solution.snapshot.ties["kind"][int(t.key[place])].as_py())
        ends = sorted((int(t.source[place]), int(t.target[place])))
        found.setdefault((kind, ends[0], ends[1]), []).append(place)
    return found


def grade_without(solution: Solution, party: int, ties: list[int]) -> Grade:
    rates = solution.ties.rate.copy()
    rates[ties] = 0.0
    fewer = solution.ties._replace(rate=rates)
    contagion = solve(solution.own, fewer)
    changed = Solution(
        solution.snapshot, solution.inputs, own=solution.own, ties=fewer, contagion=contagion, rings=()
    )
    return score_all(changed).grade_of(party)


def fewest_by_trying(solution: Solution, party: int, most: int) -> int | None:
    """Return the size of the smallest set that betters the grade, None where none of up to `most` does."""
    grade = score_all(solution).grade_of(party)
    relationships = groups(solution)
    for size in range(1, most + 1):
        for chosen in combinations(relationships.values(), size):
            if grade_without(solution, party, sum(chosen, [])) != grade:
                return size
    return None


@pytest.mark.parametrize("seed", range(6))
def test_the_set_is_as_small_as_any_that_trying_finds(seed: int) -> None:
    solution = debts(seed, firms=6, ties=9)
    sizes = []
    for party in range(6):
        found = smallest_set(solution, party)
        by_trying = fewest_by_trying(solution, party, 3) if found.grade is not Grade.GREEN else None
        if found.relationships and found.proven:
            assert by_trying == len(found.relationships) == found.at_least
        else:
            assert by_trying is None or by_trying >= found.at_least
        sizes.append(len(found.relationships))
    assert sizes


def test_the_set_does_what_it_says() -> None:
    solution = debts(3, firms=6, ties=9)
    for party in range(6):
        found = smallest_set(solution, party)
        keys = {key for each in found.relationships for key in each.keys}
        rows = [i for i, key in enumerate(solution.snapshot.ties["key"].to_pylist()) if key in keys]
        ties = np.flatnonzero(np.isin(solution.ties.key, rows)).tolist()
        assert grade_without(solution, party, ties) == found.grade_without


def test_the_supply_that_a_grade_hangs_on_is_found() -> None:
    solution = failing_supplier()
    found = smallest_set(solution, position(solution.snapshot, CUSTOMER))
    [removed] = found.relationships
    assert (found.outcome, found.at_least, removed.kind) == (Outcome.FOUND, 1, K.SUPPLIES)
    assert (found.grade, found.grade_without) == (Grade.RED, Grade.GREEN)
    assert set_text(found, "en").startswith("Without 1 of its relationships the grade would be green")
    assert "绿色" in set_text(found, "zh")


def test_parallel_rows_of_one_relationship_count_once() -> None:
    debtor, creditor = company("debtor", equity=money(1)), company("creditor", equity=money(100))
    late = Terms(amount=cny(40), overdue=cny(30), days_overdue=200)
    twice = [tie(K.OWES, debtor, creditor, terms=late, occurrence=number) for number in range(2)]
    solution = solved(world([debtor, creditor], twice))
    found = smallest_set(solution, position(solution.snapshot, creditor))
    [removed] = found.relationships
    assert len(removed.keys) == 2
    assert set(removed.parties) == {party_id(debtor), party_id(creditor)}


def test_two_are_needed_where_each_alone_would_do_the_harm() -> None:
    creditor = company("creditor", equity=money(100))
    debtors = [company(f"debtor{n}", equity=money(1)) for n in range(2)]
    late = Terms(amount=cny(60), overdue=cny(50), days_overdue=200)
    solution = solved(
        world([creditor, *debtors], [tie(K.OWES, each, creditor, terms=late) for each in debtors])
    )
    found = smallest_set(solution, position(solution.snapshot, creditor))
    assert (len(found.relationships), found.at_least, found.proven) == (2, 2, True)


def test_own_risk_alone_may_keep_the_grade() -> None:
    solution = failing_supplier()
    found = smallest_set(solution, position(solution.snapshot, MAKER))
    assert (found.outcome, found.relationships) == (Outcome.OWN_RISK, ())
    assert "own risk alone" in set_text(found, "en")


def test_no_relationship_takes_a_party_off_a_watch_list() -> None:
    assert smallest_set(listed(), 0).outcome is Outcome.LISTED


def test_there_is_no_better_grade_than_green() -> None:
    solution = solved(world([company("quiet", equity=money(100))]))
    assert smallest_set(solution, 0).outcome in (Outcome.BEST, Outcome.OWN_RISK)


def test_every_outcome_has_a_sentence_in_both_languages() -> None:
    for outcome in Outcome:
        found = SmallestSet(outcome, (), 3, 30.0, 4.0, Grade.RED, Grade.GREEN)
        for language in ("en", "zh"):
            said = set_text(found, language)
            assert said
            assert "{" not in said
