"""Money at risk of random worlds, beside plain loops."""

from collections import defaultdict

import numpy as np
import pytest

from graph.model import Record
from graph.relationships import Relationship, RelationshipKind, Terms
from tests.money.ours import HOUSE, at_risk, money
from tests.worlds import cny, company, position, tie

K = RelationshipKind
FIRMS = [company(f"f{n}", roles=["customer"], equity=money(50_000)) for n in range(12)]


def drawn(rng: np.random.Generator) -> list[tuple[RelationshipKind, Record, Record, int]]:
    """Return debts to the house, debts and guarantees among the firms, each pair and kind at most once."""
    found = {(K.OWES, int(n), -1): int(rng.integers(100, 5_000)) for n in rng.integers(0, 12, 9)}
    for kind in (K.OWES, K.GUARANTEES):
        for a, b in rng.integers(0, 12, (14, 2)).tolist():
            if a != b:
                found[kind, a, b] = int(rng.integers(100, 5_000))
    ends = {-1: HOUSE} | dict(enumerate(FIRMS))
    return [(kind, ends[a], ends[b], amount) for (kind, a, b), amount in found.items()]


def ties_of(rows: list[tuple[RelationshipKind, Record, Record, int]]) -> list[Relationship]:
    return [tie(kind, a, b, terms=Terms(amount=cny(amount))) for kind, a, b, amount in rows]


@pytest.mark.parametrize("seed", range(4))
def test_exposures_equal_plain_loops(seed: int) -> None:
    rows = drawn(np.random.default_rng(seed))
    found, solution = at_risk(*ties_of(rows), records=(HOUSE, *FIRMS))
    owed: dict[str, float] = defaultdict(float)
    for kind, a, b, amount in rows:
        if kind is K.OWES and b is HOUSE:
            owed[a.id] += amount
    customers = found.customers
    for firm in FIRMS:
        place = customers.party.tolist().index(position(solution.snapshot, firm))
        assert customers.gross[place] == pytest.approx(owed[firm.id])
        promised = sum(row[3] for row in rows if row[0] is K.GUARANTEES and row[2] is firm)
        assert 0 <= customers.covered[place] <= min(owed[firm.id], promised) + 1e-9
    assert customers.ead == pytest.approx(customers.gross - customers.covered)
    pd, lgd = solution.contagion.pd[customers.party], solution.inputs.calibration.loss_given_default
    assert customers.loss == pytest.approx(pd * lgd * customers.ead)


@pytest.mark.parametrize("seed", range(4))
def test_more_owed_is_never_less_at_stake_and_a_guarantee_never_more(seed: int) -> None:
    rows = drawn(np.random.default_rng(seed))
    before = at_risk(*ties_of(rows), records=(HOUSE, *FIRMS))[0].customers
    more = [(kind, a, b, amount * (2 if b is HOUSE else 1)) for kind, a, b, amount in rows]
    doubled = at_risk(*ties_of(more), records=(HOUSE, *FIRMS))[0].customers
    bare = [row for row in rows if row[0] is not K.GUARANTEES]
    unguarded = at_risk(*ties_of(bare), records=(HOUSE, *FIRMS))[0].customers
    assert (doubled.ead >= before.ead - 1e-9).all()
    assert (unguarded.ead >= before.ead - 1e-9).all()
