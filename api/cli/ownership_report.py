"""The owners and holdings of a party in lines for people, in English or Chinese."""

from collections.abc import Iterator, Sequence

from analytics.ownership import wording
from analytics.ownership.beneficial import BeneficialOwner
from analytics.ownership.wording import phrase
from analytics.wording import Language
from book.book import Book

_SHOWN = 20
_NOTED = 1e-6


def ownership_lines(book: Book, position: int, language: Language) -> Iterator[str]:
    """Yield the persons behind a party with the chains that prove it, then owners, holdings, group, links."""
    known, name = book.owners.of(position), book.name
    yield f"{name(position)} · {book.party_id(position)}"
    for finding in known.findings:
        yield f"! {wording.finding_text(finding, name, language)}"
    if not book.owners.holders.persons[position]:
        yield phrase("beneficial_heading", language)
        for owner in known.beneficial:
            yield from _beneficial(book, owner, language)
        if not known.beneficial:
            yield f"  {phrase('nobody', language)}"
    ends = [wording.unknown_text(each, name, language) for each in known.unknown]
    yield from _section("unknown_heading", ends, 0, language)
    if known.joint:
        names = wording.joined([name(each) for each in known.joint], language)
        yield phrase("joint", language, names=names)
    owners = [wording.interest_text("owner", each, name(each.party), language) for each in known.owners]
    holdings = [wording.interest_text("holding", each, name(each.party), language) for each in known.holdings]
    yield from _section("owners_heading", owners, known.more_owners, language)
    yield from _section("holdings_heading", holdings, known.more_holdings, language)
    yield phrase("group_heading", language)
    yield f"  {_group(book, known.head, known.group, language)}"
    links = [wording.link_text(each, name, language) for each in known.close_links.links]
    yield from _section("links_heading", links, known.close_links.more, language)


def _beneficial(book: Book, owner: BeneficialOwner, language: Language) -> Iterator[str]:
    yield f"  {wording.beneficial_text(owner, book.name, language)}"
    for chain in owner.chains:
        yield f"    {wording.chain_text(chain, book.name, language)}"
    if owner.residual > _NOTED:
        yield f"    {phrase('rest', language, residual=wording.percent(owner.residual))}"


def _group(book: Book, head: int, members: Sequence[int], language: Language) -> str:
    if len(members) < 2:
        return phrase("no_group", language)
    names = wording.joined([book.name(each) for each in members[:_SHOWN]], language)
    if len(members) > _SHOWN:
        names += f" ({phrase('more', language, count=len(members) - _SHOWN)})"
    return phrase("group", language, count=len(members), head=book.name(head), names=names)


def _section(heading: str, lines: Sequence[str], more: int, language: Language) -> Iterator[str]:
    if not lines:
        return
    yield phrase(heading, language)
    yield from (f"  {line}" for line in lines[:_SHOWN])
    untold = more + max(0, len(lines) - _SHOWN)
    if untold:
        yield f"  {phrase('more', language, count=untold)}"
