"""The demo book, loaded by the ordinary way: who is who, against the truth that was written beside it."""

import pytest

from bench.resolve import Figure, Outcome, demo, pairwise

Measured = tuple[Figure, Outcome, dict[str, str]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    figure, outcome, truth = demo(600)
    return figure, outcome, dict(truth)


def test_records_that_are_put_together_belong_together(measured: Measured) -> None:
    figure, *_ = measured
    assert figure.precision >= 0.995
    assert figure.recall >= 0.95


def test_equal_names_alone_would_do_worse(measured: Measured) -> None:
    figure, *_ = measured
    assert figure.recall > figure.peer_recall
    assert figure.precision > figure.peer_precision


def test_a_defendant_with_a_misspelt_name_is_the_failing_supplier(measured: Measured) -> None:
    _, outcome, _ = measured
    named = {name: outcome.party_of[record] for record, name in outcome.name_of.items()}
    assert named["宁川精蜜部件有限公司"] == named["宁川精密部件有限公司"]


def test_pairs_are_counted_as_by_hand() -> None:
    truth = {"a": "1", "b": "1", "c": "1", "d": "2"}
    assert pairwise({"a": "x", "b": "x", "c": "y", "d": "x"}, truth) == (1 / 3, 1 / 3)
