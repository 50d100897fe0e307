"""Owners, chains and groups as sentences, English and Chinese. Plain text; names stand as they were given."""

from collections.abc import Callable, Mapping
from typing import Literal

from analytics.ownership.answer import BEYOND_WHOLE, CLOSED_CIRCLE, Finding, Interest
from analytics.ownership.beneficial import BeneficialOwner, Unknown
from analytics.ownership.chains import Chain
from analytics.ownership.close_links import CloseLink, Side
from analytics.ownership.control import Control
from analytics.phrases import Bilingual
from analytics.wording import Language

Name = Callable[[int], str]
"""From a party's position to its name."""

PHRASES: Mapping[str, Bilingual] = {
    "unknown": ("an unknown share", "比例未知"),
    "chain": ("{way}: {share}", "{way}：合计 {share}"),
    "owner": ("{name} has {share}", "{name} 持有 {share}"),
    "holding": ("{share} of {name}", "{name} 的 {share}"),
    "owner certain": (" and controls it", "，并实际控制"),
    "owner possible": (" and may control it", "，可能实际控制"),
    "holding certain": (", controlled", "，实际控制"),
    "holding possible": (", perhaps controlled", "，可能实际控制"),
    "not_sure": (" (only if unknown shares are theirs)", "（取决于未知的持股比例）"),
    "rest": (
        "{residual} of it over further chains and circles",
        "其中 {residual} 来自其余链条及循环持股",
    ),
    "no_owner": (
        "{name}: no owner is known ({share} of the party)",
        "{name}：股东未知，无法进一步穿透（对应 {share}）",
    ),
    "part_unknown": (
        "{name}: {missing} of it is held by nobody known ({share} of the party)",
        "{name}：{missing} 的股权持有人未知（对应 {share}）",
    ),
    "joint": (
        "Jointly controlled by {names}, half each",
        "由 {names} 各持一半，共同控制",
    ),
    "group": (
        "{count} parties under the control of {head}: {names}",
        "{head} 控制的集团，共 {count} 个主体：{names}",
    ),
    "no_group": ("Nobody controls it, and it controls nobody", "无控制方，亦未控制其他主体"),
    Side.HOLDER: ("{name} has {share} of it", "{name} 持有其 {share}"),
    Side.HELD: ("It has {share} of {name}", "持有 {name} 的 {share}"),
    Side.SIBLING: (
        "{third} has {share} or more of it and of {name}",
        "{third} 同时持有其与 {name} 各不低于 {share}",
    ),
    BEYOND_WHOLE: (
        "The owners of {names} hold {value} of it in all; the shares below are what the data say",
        "{names} 的股东持股合计达 {value}，超过 100%；以下比例按数据原样计算",
    ),
    CLOSED_CIRCLE: (
        "{names} hold all of one another: nobody outside has a share, and none through them can be told",
        "{names} 相互持有全部股权，外部无人持股，经由它们的比例无法确定",
    ),
    "beneficial_heading": ("Beneficial owners", "受益所有人"),
    "unknown_heading": ("Not known further", "无法进一步穿透"),
    "owners_heading": ("Owners", "股东（含间接）"),
    "holdings_heading": ("Holdings", "对外持股与控制"),
    "group_heading": ("Group", "控制集团"),
    "links_heading": ("Close links (20 % or more)", "密切联系（20% 及以上）"),
    "nobody": ("nobody reaches the threshold", "无人达到标准"),
    "more": ("and {count} more", "另有 {count} 个"),
}


def phrase(code: str, language: Language, **values: object) -> str:
    """Return the phrase of a code, filled."""
    return PHRASES[code][0 if language == "en" else 1].format(**values)


def percent(share: float) -> str:
    """Return a share in per cent, at most four digits: 0.5176 is 51.76%."""
    return f"{100 * share:.4g}%"


def between(low: float, high: float, language: Language) -> str:
    """Return a share that may be known within bounds only."""
    if low <= 0.0 and high >= 1.0:
        return phrase("unknown", language)
    shown = percent(low), percent(high)
    return shown[0] if shown[0] == shown[1] else "–".join(shown)


def chain_text(chain: Chain, name: Name, language: Language) -> str:
    """Return one line: who holds how much of whom, down to the party, and what that makes."""
    way = name(chain.links[0].owner)
    for link in chain.links:
        way += f" —{between(link.low, link.high, language)}→ {name(link.owned)}"
    return phrase("chain", language, way=way, share=between(chain.low, chain.high, language))


def beneficial_text(owner: BeneficialOwner, name: Name, language: Language) -> str:
    """Return what a person has of the party, and whether they control it."""
    told = interest_text("owner", owner, name(owner.person), language)
    return told if owner.sure else told + phrase("not_sure", language)


def interest_text(
    side: Literal["owner", "holding"], interest: Interest | BeneficialOwner, name: str, language: Language
) -> str:
    """Return what an owner has of the party, or the party of a holding, in one line."""
    told = phrase(side, language, name=name, share=between(interest.low, interest.high, language))
    if interest.control is Control.NO:
        return told
    return told + phrase(f"{side} {interest.control}", language)


def unknown_text(end: Unknown, name: Name, language: Language) -> str:
    """Return where a chain of owners ends, and how much of the party that leaves open."""
    code = "no_owner" if end.missing >= 1.0 else "part_unknown"
    share, missing = percent(min(1.0, end.share)), percent(end.missing)
    return phrase(code, language, name=name(end.firm), share=share, missing=missing)


def link_text(link: CloseLink, name: Name, language: Language) -> str:
    """Return a close link in one line."""
    third = "" if link.third is None else name(link.third)
    share = between(link.low, link.high, language)
    return phrase(link.side, language, name=name(link.party), share=share, third=third)


def finding_text(finding: Finding, name: Name, language: Language) -> str:
    """Return what is odd about the stakes around a party."""
    names = joined([name(each) for each in finding.firms], language)
    return phrase(finding.code, language, names=names, value=percent(finding.value))


def joined(names: list[str], language: Language) -> str:
    """Return names as a list in a sentence."""
    return (", " if language == "en" else "、").join(names)
