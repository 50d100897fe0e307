"""From the owners and groups of a Book to the answers of `api.schemas.ownership`."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from analytics.ownership import wording
from analytics.ownership.answer import Interest, Ownership
from analytics.ownership.beneficial import BeneficialOwner
from analytics.ownership.chains import Chain, Link
from analytics.ownership.concentration import Concentration, listed
from analytics.ownership.stakes import stake_rows
from analytics.parties import with_role
from analytics.wording import Language
from api.pagination import cursor
from api.present_money import step_out
from api.present_sources import tie_origins
from api.schemas.ownership import (
    BeneficialOwnerOut,
    ChainOut,
    CloseLinkOut,
    ControlGroupOut,
    DebtorOut,
    FindingOut,
    GroupOut,
    GroupsOut,
    InterestOut,
    OwnershipOut,
    StakeOut,
    UnknownOut,
)
from api.schemas.plain import Bilingual, StepOut
from book.book import Book
from graph.model import Role
from graph.values import PartyId

T = TypeVar("T")
_SHOWN = 20
"""Members and debtors of a group that a line of the list names."""


def ownership_out(book: Book, position: int, *, most: int, moved_from: PartyId | None) -> OwnershipOut:
    """Return all that is known of a party's owners and holdings, at most `most` of each list."""
    known = book.owners.of(position)
    return OwnershipOut(
        **step_out(book, position).model_dump(),
        kind=_kind(book, position),
        moved_from=moved_from,
        beneficial_owners=[_beneficial(book, each) for each in known.beneficial],
        unknown=[
            UnknownOut(
                **step_out(book, each.firm).model_dump(),
                missing=each.missing,
                share=each.share,
                text=_text(book, wording.unknown_text, each),
            )
            for each in known.unknown[:most]
        ],
        joint_control=_steps(book, known.joint),
        owners=[_interest(book, each) for each in known.owners[:most]],
        more_owners=known.more_owners + max(0, len(known.owners) - most),
        holdings=[_interest(book, each) for each in known.holdings[:most]],
        more_holdings=known.more_holdings + max(0, len(known.holdings) - most),
        group=ControlGroupOut(
            head=step_out(book, known.head),
            size=len(known.group),
            members=_steps(book, known.group[:most]),
        ),
        close_links=_close_links(book, known, most),
        more_close_links=known.close_links.more + max(0, len(known.close_links.links) - most),
        missed=known.close_links.missed,
        findings=[
            FindingOut(
                code=each.code,
                parties=_steps(book, each.firms),
                value=each.value,
                text=_text(book, wording.finding_text, each),
            )
            for each in known.findings[:most]
        ],
        book=book.manifest.id,
    )


def groups_out(book: Book, *, dependence: bool, start: int, limit: int) -> GroupsOut:
    """Return a page of the groups with what the house has at stake with each, and the figures of all."""
    found = book.owners.concentration(dependence=dependence)
    every = listed(found)
    page = range(start, min(start + limit, len(every)))
    return GroupsOut(
        items=[_group(book, found, int(every[place]), place) for place in page],
        total=len(every),
        next=cursor(book.manifest.id, start + limit) if start + limit < len(every) else None,
        currency=book.snapshot.currency,
        houses=int(with_role(book.snapshot, Role.HOUSE).sum()),
        exposure=found.total,
        within_own=found.within_own,
        herfindahl=found.herfindahl,
        largest_1=found.largest(1),
        largest_5=found.largest(5),
        largest_10=found.largest(10),
        largest_20=found.largest(20),
        book=book.manifest.id,
    )


def _group(book: Book, found: Concentration, group: int, place: int) -> GroupOut:
    members, owes = found.groups.members(group), place < len(found.group)
    return GroupOut(
        head=step_out(book, int(found.groups.head[group])),
        size=len(members),
        members=_steps(book, members[:_SHOWN].tolist()),
        amount=float(found.amount[place]) if owes else 0.0,
        loss=float(found.loss[place]) if owes else 0.0,
        share=float(found.share[place]) if owes else 0.0,
        debtors=[
            DebtorOut(**step_out(book, debtor).model_dump(), amount=amount)
            for debtor, amount in (found.debtors(group)[:_SHOWN] if owes else [])
        ],
    )


def _beneficial(book: Book, owner: BeneficialOwner) -> BeneficialOwnerOut:
    return BeneficialOwnerOut(
        **step_out(book, owner.person).model_dump(),
        low=owner.low,
        high=owner.high,
        control=owner.control.value,
        sure=owner.sure,
        covered=owner.covered,
        residual=owner.residual,
        chains=[_chain(book, each) for each in owner.chains],
        text=_text(book, wording.beneficial_text, owner),
    )


def _chain(book: Book, chain: Chain) -> ChainOut:
    return ChainOut(
        low=chain.low,
        high=chain.high,
        stakes=[_stake(book, each) for each in chain.links],
        text=_text(book, wording.chain_text, chain),
    )


def _stake(book: Book, link: Link) -> StakeOut:
    keys, origins = tie_origins(book, stake_rows(book.snapshot, link.owner, link.owned))
    return StakeOut(
        owner=step_out(book, link.owner),
        owned=step_out(book, link.owned),
        low=link.low,
        high=link.high,
        relationships=keys,
        origins=origins,
    )


def _interest(book: Book, interest: Interest) -> InterestOut:
    return InterestOut(
        **step_out(book, interest.party).model_dump(),
        kind=_kind(book, interest.party),
        low=interest.low,
        high=interest.high,
        direct_low=interest.direct_low,
        direct_high=interest.direct_high,
        control=interest.control.value,
        joint_low=interest.joint_low,
        joint_high=interest.joint_high,
    )


def _close_links(book: Book, known: Ownership, most: int) -> list[CloseLinkOut]:
    return [
        CloseLinkOut(
            **step_out(book, each.party).model_dump(),
            side=each.side.value,
            low=each.low,
            high=each.high,
            third=None if each.third is None else step_out(book, each.third),
            text=_text(book, wording.link_text, each),
        )
        for each in known.close_links.links[:most]
    ]


def _steps(book: Book, positions: Iterable[int]) -> list[StepOut]:
    return [step_out(book, each) for each in positions]


def _kind(book: Book, position: int) -> str:
    return str(book.snapshot.parties["kind"][position].as_py())


def _text(book: Book, say: Callable[[T, Callable[[int], str], Language], str], what: T) -> Bilingual:
    return Bilingual(en=say(what, book.name, "en"), zh=say(what, book.name, "zh"))
