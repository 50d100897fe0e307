"""What happens next: defaults of the year after the book, sampled once and told to nobody.

A firm fails by itself at a rate that grows with its hidden frailty (and a noise nobody can see), or
because somebody it depends on failed and the distress got through, days later. The rates are this
module's own; nothing here is shared with the analysis that is to be judged by it.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from ingest.demo.columns import Floats, Ints, day, joined, keep, pick, take, text, whole
from ingest.demo.planting import Planting
from ingest.demo.scene import Scene
from ingest.demo.world import AS_OF, HOUSE_FIRMS

YEAR = 365.0
BASE_RATE = 0.011
FRAILTY_SLOPE = 0.95
UNSEEN_NOISE = 0.5


@dataclass(frozen=True)
class Channels:
    """Ways for distress, tail to head: the chance that it gets through and the days it takes."""

    tail: Ints
    head: Ints
    chance: Floats
    delay: Floats


def write_future(path: Path, rng: np.random.Generator, planting: Planting) -> int:
    """Write one row a firm: did it default within a year, when, through whom; return how many did."""
    firms = planting.scene.world.companies
    planted = list(planting.frailty)
    entity = joined(firms.entity, text(planted))
    frailty = np.concatenate([firms.frailty, np.array(list(planting.frailty.values()))])
    frailty[:HOUSE_FIRMS] = -4.0
    channels = _channels(rng, planting, {name: len(firms) + place for place, name in enumerate(planted)})
    own = _own_failures(rng, frailty)
    failed, through = spread(own, channels, rng)
    within, caught = failed < YEAR, through >= 0
    table = {
        "entity": entity,
        "defaulted": whole(within),
        "defaulted_on": keep(within, day(AS_OF + np.minimum(failed, YEAR).astype(np.int64))),
        "cause": keep(within, pick(caught, "contagion", text(["own"] * len(entity)))),
        "through": keep(within, take(entity, through)),
    }
    with path.open("wb") as file:
        pa_csv.write_csv(pa.table(table), file, pa_csv.WriteOptions(quoting_style="needed"))
    return int(within.sum())


def _own_failures(rng: np.random.Generator, frailty: Floats) -> Floats:
    """Return the day on which each firm would fail by itself (exponential), counted from the book's day."""
    noise = rng.normal(0.0, UNSEEN_NOISE, len(frailty))
    rate = BASE_RATE * np.exp(FRAILTY_SLOPE * frailty + noise)
    return rng.exponential(YEAR / rate)


def _channels(rng: np.random.Generator, planting: Planting, places: dict[str, int]) -> Channels:
    tails, heads, chances = zip(*_ordinary(planting.scene), strict=True)
    tail = np.concatenate([*tails, [places[channel.tail] for channel in planting.channels]]).astype(np.int64)
    head = np.concatenate([*heads, [places[channel.head] for channel in planting.channels]]).astype(np.int64)
    chance = np.concatenate([*chances, [channel.rate for channel in planting.channels]])
    noisy = np.clip(chance * np.exp(rng.normal(0.0, 0.4, len(chance))), 0.0, 0.95)
    return Channels(tail, head, noisy, rng.uniform(10.0, 120.0, len(noisy)))


def _ordinary(scene: Scene) -> list[tuple[Ints, Ints, Floats]]:
    """Return (tail, head, chance) for lost suppliers, lost buyers, failed parents and failed subsidiaries."""
    firms, net = scene.world.companies, scene.ties.supplies
    replaceable = np.where(net.substitutability < 0, 70, net.substitutability) / 100
    lost = np.where(net.essential, 5.0, 2.0) * net.amount / firms.costs[net.buyer] * (1 - replaceable)
    unsold = 0.6 * net.amount / firms.revenue[net.supplier]
    child = np.flatnonzero(firms.parent >= 0)
    return [
        (net.supplier, net.buyer, lost),
        (net.buyer, net.supplier, unsold),
        (firms.parent[child], child, np.full(len(child), 0.2)),
        (child, firms.parent[child], np.full(len(child), 0.06)),
    ]


def spread(own: Floats, channels: Channels, rng: np.random.Generator) -> tuple[Floats, Ints]:
    """Return each firm's day of failure and the row through which it was caught (-1: by itself).

    Each channel is open or closed once for all, by a coin of its chance; through the open ones
    distress arrives after the channel's delay. Failures after a year reach nobody.
    """
    live = np.flatnonzero(rng.random(len(channels.chance)) < channels.chance)
    tail, head, delay = channels.tail[live], channels.head[live], channels.delay[live]
    failed = own.copy()
    while True:
        arrival = np.where(failed[tail] < YEAR, failed[tail] + delay, np.inf)
        earlier = failed.copy()
        np.minimum.at(earlier, head, arrival)
        if np.array_equal(earlier, failed):
            break
        failed = earlier
    through = np.full(len(own), -1, dtype=np.int64)
    carried = arrival == failed[head]
    through[head[carried]] = tail[carried]
    return failed, through
