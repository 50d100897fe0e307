"""The words of headers, looked up: English in any spelling, Chinese, pinyin, initials of pinyin."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from ingest.clean.pinyin import syllables
from ingest.clean.text import has_han
from ingest.suggest.words import ATTRIBUTES, DOINGS, FILLERS, PARTIES, THINGS
from ingest.tables import TABLES
from ingest.tables.column import columns
from ingest.values import plain

ROLES = frozenset(PARTIES)
"""Concepts that say whose a column is."""
SOMEBODY_ELSE = ROLES | {
    "contract",
    "lawsuit",
    "court",
    "tender",
    "event",
    "transaction",
    "guarantee",
    "debt",
}
"""Concepts that say of whom or what a column speaks: no field of others is meant."""
DOING = "doing"
"""Stands beside the party of a word that is its doing: the word alone is not the party."""
_SHORTEST_SPELLED = 4
_SHORTEST_PREFIX = 4
_SHORTEST_PLURAL = 3
_ALIKE = 0.8
_NOT_LETTERS = re.compile(r"[^\w]+|_")


@dataclass(frozen=True)
class Vocabulary:
    """concepts: word -> what it may stand for. initials: `mc` -> what Chinese words so abbreviated may.

    compounds: words that are several in one, such as `legalrep`. titles: header -> the fields of
    tables that it is the very word for.
    """

    concepts: Mapping[str, frozenset[str]]
    initials: Mapping[str, frozenset[str]]
    compounds: frozenset[str]
    titles: Mapping[str, frozenset[str]]

    def means(self, word: str) -> frozenset[str]:
        """Return the concepts of one word, of a longer one that it begins, or of one spelt almost so."""
        found = self.concepts.get(word)
        if found is not None or has_han(word):
            return found or frozenset()
        if len(word) >= _SHORTEST_PREFIX:
            longer = [each for each in self.concepts if each.startswith(word) and each not in self.compounds]
            if longer:
                return self.concepts[min(longer, key=len)]
            alike = [each for each in self.concepts if each[0] == word[0]]
            close = get_close_matches(word, alike, n=1, cutoff=_ALIKE)
            if close and len(word) > _SHORTEST_PREFIX:
                return self.concepts[close[0]]
        return frozenset()

    def without(self, headers: Collection[str]) -> "Vocabulary":
        """Return the vocabulary that does not know these headers, neither as words nor as titles."""
        gone = {folded(each) for each in headers}
        gone |= {f"{each}s" for each in gone}
        return Vocabulary(
            {word: each for word, each in self.concepts.items() if word not in gone},
            _initials({word: each for word, each in self.concepts.items() if word not in gone}),
            self.compounds,
            {title: each for title, each in self.titles.items() if title not in gone},
        )


def folded(header: str) -> str:
    """Return a header in lower case without blanks and marks, full-width signs made plain."""
    return _NOT_LETTERS.sub("", plain(header).lower())


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    concepts: dict[str, set[str]] = defaultdict(set)
    compounds: set[str] = set()
    for group in (PARTIES, THINGS, ATTRIBUTES):
        for concept, words in group.items():
            for word in words.split():
                compounds.update([word.replace("_", "")] if "_" in word else [])
                for spelling in _spellings(word):
                    concepts[spelling].add(concept)
    for concept, words in DOINGS.items():
        for word in words.split():
            concepts[word] |= {concept, DOING}
    for word in FILLERS.split():
        concepts[word] = set()
    for word in [each for each in concepts if each.isascii() and len(each) > _SHORTEST_PLURAL]:
        plural = f"{word}s"
        if plural not in concepts:
            concepts[plural] = concepts[word]
            compounds.update([plural] if word in compounds else [])
    known = {word: frozenset(each) for word, each in concepts.items()}
    return Vocabulary(known, _initials(known), frozenset(compounds), _titles())


def _spellings(word: str) -> Iterable[str]:
    yield word.replace("_", "")
    if has_han(word):
        spelled = "".join(syllables(word))
        if len(spelled) >= _SHORTEST_SPELLED and len(word) > 1:
            yield spelled


def _titles() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for model in TABLES.values():
        for column in columns(model).values():
            for word in (column.name, *column.headers):
                found[folded(word)].add(f"{model.table}.{column.name}")
    return {title: frozenset(fields) for title, fields in found.items()}


def _initials(known: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, concepts in known.items():
        if has_han(word) and len(word) > 1 and concepts:
            short = "".join(sound[0] for sound in syllables(word))
            found[short] = found.get(short, frozenset()) | concepts
    return found
