"""Names as each system would write them: official, short, traditional, English, former, misspelt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.demo import words
from ingest.demo.columns import Ints, Mask, Text, among, capital, join, keep, nothing, pick, rewritten, take
from ingest.demo.places import CITIES, CITY_LATIN, LATIN_FORMS, TOWNS

_STEMS = len(words.SYLLABLES) ** 3 * len(words.LATIN_ENDS)
_STEP = 104_729  # a prime: steps through all stems before one repeats


@dataclass(frozen=True)
class Traits:
    """What a firm's names are made from; indices into `words` and `places`, one row a firm."""

    latin: Mask
    city: Ints
    former_city: Ints
    first: Ints
    second: Ints
    trade: Ints
    form: Ints
    misspelt: Ints


@dataclass(frozen=True)
class CompanyNames:
    """Columns of one name each; `former` is empty where a firm never moved."""

    official: Text
    short: Text
    traditional: Text
    english: Text
    former: Text
    misspelt: Text
    domain: Text


def brands(rng: np.random.Generator, count: int) -> tuple[Ints, Ints, Ints]:
    """Return two brand characters a firm and the round in which the pair came; (pair, round) is unique."""
    size = len(words.SIMPLIFIED)
    pairs = np.array(
        [
            (a, b)
            for a in range(size)
            for b in range(size)
            if a != b and words.SIMPLIFIED[a] + words.SIMPLIFIED[b] not in words.WELL_KNOWN
        ],
        dtype=np.int64,
    )
    pairs = pairs[rng.permutation(len(pairs))]
    turn = np.arange(count, dtype=np.int64)
    chosen = pairs[turn % len(pairs)]
    return chosen[:, 0], chosen[:, 1], turn // len(pairs)


def company_names(traits: Traits) -> CompanyNames:
    """Return every way a firm of these traits may be written."""
    chinese, latin = _chinese(traits), _latin(traits)
    western = traits.latin
    both = {
        field: pick(western, getattr(latin, field), getattr(chinese, field))
        for field in CompanyNames.__dataclass_fields__
    }
    return CompanyNames(**both)


def _chinese(traits: Traits) -> CompanyNames:
    first, second = take(words.SIMPLIFIED, traits.first), take(words.SIMPLIFIED, traits.second)
    trade, form = take(words.TRADES, traits.trade), take(words.FORMS, traits.form)
    brand = join(first, second)
    pinyin = join(take(words.PINYIN, traits.first), take(words.PINYIN, traits.second))
    old_brand = join(take(words.TRADITIONAL, traits.first), take(words.TRADITIONAL, traits.second))
    wrong = join(first, take(words.SIMPLIFIED, traits.misspelt))
    city = take(CITIES, traits.city)
    moved = traits.former_city != traits.city
    english_trade = take(words.TRADES_ENGLISH, traits.trade)
    return CompanyNames(
        official=join(city, brand, trade, form),
        short=join(brand, trade),
        traditional=join(
            city,
            old_brand,
            take(words.TRADES_TRADITIONAL, traits.trade),
            take(words.FORMS_TRADITIONAL, traits.form),
        ),
        english=join(capital(pinyin), " ", english_trade, " Co., Ltd."),
        former=keep(moved, join(take(CITIES, traits.former_city), brand, trade, form)),
        misspelt=join(city, wrong, trade, form),
        domain=join(pinyin, take([city.lower() for city in CITY_LATIN], traits.city)),
    )


def _latin(traits: Traits) -> CompanyNames:
    # Counting the western firms alone keeps their stems apart up to 297,000 of them.
    stem = _stems(np.cumsum(traits.latin) * _STEP % _STEMS)
    brand, town = capital(stem), traits.city % len(TOWNS)
    trade, form = take(words.TRADES_ENGLISH, traits.trade), take(LATIN_FORMS, town)
    official = join(brand, " ", trade, " ", form)
    return CompanyNames(
        official=official,
        short=join(brand, " ", trade),
        traditional=official,
        english=official,
        former=nothing(len(town)),
        misspelt=join(rewritten(brand, "^(...)(.)(.)", "\\1\\3\\2"), " ", trade, " ", form),
        domain=join(stem, take([name.lower() for name in TOWNS], town)),
    )


def people_names(rng: np.random.Generator, latin: Mask) -> tuple[Text, Text]:
    """Return full names, and the Latin spelling of Chinese ones (surname first, empty for the others).

    Surnames are skewed as in life, so that strangers share names.
    """
    count = len(latin)
    surname = (len(words.SURNAMES) * rng.random(count) ** 2.2).astype(np.int64)
    first, second = rng.integers(0, len(words.GIVEN), (2, count))
    second = np.where(rng.random(count) < 0.12, -1, second)
    chinese = join(take(list(words.SURNAMES), surname), _pair(words.GIVEN, first, second))
    known = among(chinese, words.WELL_KNOWN_PEOPLE)
    chinese = pick(known, join(take(list(words.SURNAMES), surname), "承泽"), chinese)
    given_latin = pick(known, "chengze", _pair(words.GIVEN_PINYIN, first, second))
    spelled = join(capital(take(words.SURNAMES_PINYIN, surname)), " ", capital(given_latin))
    stems = capital(_stems(rng.integers(0, _STEMS, count)))
    western = join(take(words.FIRST_NAMES, first % len(words.FIRST_NAMES)), " ", stems)
    return pick(latin, western, chinese), keep(~latin, spelled)


def _pair(table: Sequence[str], first: Ints, second: Ints) -> Text:
    """Return two entries written together, or the first alone where the second index is negative."""
    parts = list(table)
    return join(take(parts, first), take(["", *parts], second + 1))


def _stems(serial: Ints) -> Text:
    """Return pronounceable invented words; different serials below `_STEMS` give different ones."""
    syllables, ends = len(words.SYLLABLES), len(words.LATIN_ENDS)
    head, end = serial // ends, serial % ends
    return join(
        take(words.SYLLABLES, head % syllables),
        take(words.SYLLABLES, head // syllables % syllables),
        take(words.SYLLABLES, head // syllables**2),
        take(words.LATIN_ENDS, end),
    )
