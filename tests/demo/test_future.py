"""The sampled future: distress gets through open channels after their delay, and only within the year."""

import numpy as np

from ingest.demo.future import Channels, spread


def channels(chance: float, *ties: tuple[int, int, float]) -> Channels:
    tail, head, delay = (np.array(column) for column in zip(*ties, strict=True))
    return Channels(tail.astype(np.int64), head.astype(np.int64), np.full(len(ties), chance), delay)


def days(*own: float) -> np.ndarray:
    return np.array(own, dtype=np.float64)


def test_distress_travels_down_a_chain_and_adds_up_the_delays() -> None:
    ties = channels(1.0, (0, 1, 30.0), (1, 2, 20.0))
    failed, through = spread(days(100.0, np.inf, np.inf), ties, np.random.default_rng(1))
    assert failed.tolist() == [100.0, 130.0, 150.0]
    assert through.tolist() == [-1, 0, 1]


def test_a_closed_channel_lets_nothing_through() -> None:
    ties = channels(0.0, (0, 1, 30.0))
    failed, through = spread(days(100.0, np.inf), ties, np.random.default_rng(1))
    assert failed.tolist() == [100.0, np.inf]
    assert through.tolist() == [-1, -1]


def test_who_fails_by_itself_first_was_not_caught() -> None:
    ties = channels(1.0, (0, 1, 30.0))
    failed, through = spread(days(100.0, 110.0), ties, np.random.default_rng(1))
    assert failed.tolist() == [100.0, 110.0]
    assert through.tolist() == [-1, -1]


def test_the_earliest_of_two_ways_is_the_cause() -> None:
    ties = channels(1.0, (0, 2, 90.0), (1, 2, 10.0))
    failed, through = spread(days(50.0, 60.0, np.inf), ties, np.random.default_rng(1))
    assert failed[2] == 70.0
    assert through[2] == 1


def test_a_failure_after_the_year_reaches_nobody() -> None:
    ties = channels(1.0, (0, 1, 1.0))
    failed, _ = spread(days(400.0, np.inf), ties, np.random.default_rng(1))
    assert failed.tolist() == [400.0, np.inf]


def test_a_circle_comes_to_rest() -> None:
    ties = channels(1.0, (0, 1, 5.0), (1, 2, 5.0), (2, 0, 5.0))
    failed, through = spread(days(10.0, np.inf, np.inf), ties, np.random.default_rng(1))
    assert failed.tolist() == [10.0, 15.0, 20.0]
    assert through.tolist() == [-1, 0, 1]
