"""The match index the plain way, a name and a text at a time: what the fast one must equal."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import IdentifierKind, PartyKind
from graph.snapshot_tables import Holdings
from ingest.clean.names import company_name, person_name
from ingest.clean.text import simplified
from ingest.match.compare import nearness
from ingest.match.grams import grams
from ingest.match.index import Hit, MatchIndex
from ingest.match.search_texts import WEIGHT, On, asked, plain

Entry = tuple[str, int, int, str]


def slow_entries(parties: Any, identifiers: Any, holdings: Holdings) -> list[Entry]:
    """Return (text, party, what it is, as written), sorted, each once."""
    return sorted({*_names(parties), *_numbers(identifiers, holdings)})


def slow_pieces(texts: list[str]) -> Mapping[str, list[int]]:
    """Return the rows of every pair or triple of signs."""
    found: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for piece in sorted({*_pairs(text), *_triples(text)}):
            found.setdefault(piece, []).append(row)
    return found


def slow_find(index: MatchIndex, typed: str) -> list[Hit]:
    """Return what a search finds by a look at every text."""
    texts = [(row["text"], row["party"], On(row["on"]), row["shown"]) for row in index.texts.to_pylist()]
    rated = index.parties["rated"].to_pylist()
    found = [
        (_share(text, query) * (0.94 if turn else 1.0), row)
        for turn, query in enumerate(asked(typed))
        for row, (text, *_) in enumerate(texts)
        if text.startswith(query) or (query in text and len(grams(query)))
    ]
    if not found and asked(typed):
        found = _near(texts, asked(typed)[0])
    ranked = []
    for share, row in found:
        _, party, on, shown = texts[row]
        score = (share * WEIGHT[on] + 0.02 * rated[party]) / 1.02
        ranked.append((-score, party, row, Hit(party, shown, on.name.lower(), round(score, 4))))
    best: dict[int, Hit] = {}
    for _, party, _, hit in sorted(ranked, key=lambda each: each[:3]):
        best.setdefault(party, hit)
    return list(best.values())


def _share(text: str, query: str) -> float:
    if text == query:
        return 1.0
    return (0.8 if text.startswith(query) else 0.6) + 0.19 * len(query) / len(text)


def _near(texts: list[tuple[str, int, On, str]], query: str) -> list[tuple[float, int]]:
    wanted = set(grams(query).tolist())
    shared = [(-len(wanted & set(grams(text).tolist())), row) for row, (text, *_) in enumerate(texts)]
    alike = [(nearness(query, texts[row][0]), row) for count, row in sorted(shared)[:60] if count]
    return [(0.6 * each, row) for each, row in alike if each >= 0.6]


def _names(parties: Any) -> Iterator[Entry]:
    for position, party in enumerate(parties.to_pylist()):
        for raw in dict.fromkeys((party["name"], *(party["other_names"] or ()))):
            for text, on in _texts(raw, PartyKind(party["kind"]), main=raw == party["name"]):
                if text:
                    yield text, position, int(on), raw


def _texts(raw: str, kind: PartyKind, *, main: bool) -> Iterator[tuple[str, On]]:
    name = (person_name if kind is PartyKind.PERSON else company_name)(raw)
    whole = plain(raw)
    yield whole, On.NAME if main else On.OTHER_NAME
    core = plain(name.core if name.han else name.key)
    if core != whole:
        yield core, On.CORE
    if name.han:
        yield name.letters, On.READING
        if len(name.pinyin) >= 3:
            yield "".join(each[0] for each in name.pinyin if each), On.INITIALS
    elif " " in whole:
        yield whole.replace(" ", ""), On.READING


def _numbers(identifiers: Any, holdings: Holdings) -> Iterator[Entry]:
    kinds, values = identifiers["kind"].to_pylist(), identifiers["value"].to_pylist()
    for party, number in zip(holdings.party.tolist(), holdings.identifier.tolist(), strict=True):
        text, on = _text_of(IdentifierKind(kinds[number]), values[number])
        if text:
            yield text, party, int(on), values[number]


def _text_of(kind: IdentifierKind, value: str) -> tuple[str, On]:
    compact = re.sub("[^0-9a-z]+", "", simplified(value))
    if kind is IdentifierKind.PHONE:
        return compact, On.PHONE
    if kind is IdentifierKind.EMAIL:
        return simplified(value), On.EMAIL
    return ("" if kind is IdentifierKind.ADDRESS else compact), On.IDENTIFIER


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1) if has_wide(text[at : at + 2]))


def _triples(text: str) -> Iterator[str]:
    return (text[at : at + 3] for at in range(len(text) - 2) if not has_wide(text[at : at + 3]))


def has_wide(text: str) -> bool:
    return any(each >= "\u2e80" for each in text)
