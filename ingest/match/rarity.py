"""How much it says that two records share something: little where many do."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from graph.model import Identifier, PartyKind
from ingest.match.profile import Profile

SMALL_WORLD = 4096


@dataclass(frozen=True, slots=True)
class Rarity:
    """Counts over all profiles: how many bear a name, and how many different names share an identifier.

    births: people's name -> different (year of birth, sex) of those who bear it. aged: people whose
    year of birth is known. size: of the book, but never below `SMALL_WORLD`: in a small file
    every name would look common.
    """

    size: int
    bearers: Counter[tuple[PartyKind, str]]
    sharers: Counter[Identifier]
    owners: Counter[str]
    births: Mapping[str, int]
    aged: int

    def name_bits(self, kind: PartyKind, key: str) -> float:
        """Return log2 of (records / bearers of the name): 0 where everybody is called so."""
        return log2(max(self.size, 2) / max(self.bearers[kind, key], 1))

    def discount(self, identifier: Identifier) -> float:
        """Return the bits that a shared identifier loses: none up to 4 names, 2 for each doubling then."""
        return 2.0 * log2(max(self.sharers[identifier], 4) / 4.0)

    def commonness(self, key: str) -> float:
        """Return how common a person's name is, in bits: log2 of its different births, 0 for one.

        A book with few births cannot tell: it adds a bit for each halving below `SMALL_WORLD`.
        """
        return log2(max(self.births.get(key, 0), 1)) + log2(SMALL_WORLD / min(max(self.aged, 1), SMALL_WORLD))


def rarity(profiles: Sequence[Profile]) -> Rarity:
    """Count names and identifiers; O(names + identifiers)."""
    bearers: Counter[tuple[PartyKind, str]] = Counter()
    shared: set[tuple[Identifier, str]] = set()
    owned: set[tuple[str, str]] = set()
    for each in profiles:
        name = each.names[0].key if each.names else each.id
        bearers.update((each.guess, key) for key in {one.key for one in each.names})
        shared.update((identifier, name) for identifier in each.shared)
        owned.update((value, name) for value in each.strong)
    sharers = Counter(identifier for identifier, _ in shared)
    return Rarity(
        max(len(profiles), SMALL_WORLD),
        bearers,
        sharers,
        Counter(value for value, _ in owned),
        _births(profiles),
        sum(each.birth is not None for each in profiles),
    )


def _births(profiles: Sequence[Profile]) -> Mapping[str, int]:
    found: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for each in profiles:
        if each.birth:
            for key in {name.key for name in each.names}:
                found[key].add((each.birth[:4], each.sex))
    return {key: len(births) for key, births in found.items()}
