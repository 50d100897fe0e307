"""From what-ifs, smallest sets and paths to the answers of `api.schemas.what_if`."""

from collections.abc import Callable
from functools import partial

import numpy as np

from analytics import wording
from analytics.flagged import flaggings
from analytics.minimal_flip import SmallestSet
from analytics.neighbourhood import Path
from analytics.network_pd.contributions import contribution_paths
from analytics.parties import texts_at
from analytics.whatif.sampling import Sampled
from analytics.whatif.supposed import Weight
from analytics.whatif.what_if import Step, WhatIf
from analytics.wording import Language
from api.present import network_out
from api.schemas.network import PathOut
from api.schemas.plain import Bilingual, StepOut
from api.schemas.what_if import (
    ChangeOut,
    ContributionOut,
    ContributionsOut,
    FlaggedOut,
    FlaggedPathsOut,
    FlagOut,
    LossOut,
    ReachedOut,
    RemovableOut,
    RoundOut,
    SampledOut,
    SmallestSetOut,
    WeightIn,
    WhatIfIn,
    WhatIfOut,
)
from book.book import Book
from book.supposing import Asked, NewTie
from graph.arrays import I32, I64
from graph.relationships import RelationshipKey
from graph.values import PartyId
from viz.views import DrawnPaths

_REACHED = 10
"""Parties of a round that are named."""


def asked_of(body: WhatIfIn) -> Asked:
    """Return what a request asks for."""
    return Asked(
        fail=[PartyId(each) for each in body.fail],
        remove=[RelationshipKey(each) for each in body.remove],
        change=[(RelationshipKey(each.key), _weight(each)) for each in body.change],
        add=[
            NewTie(each.kind, PartyId(each.source), PartyId(each.target), _weight(each)) for each in body.add
        ],
    )


def what_if_out(book: Book, found: WhatIf, sampled: Sampled | None, *, limit: int) -> WhatIfOut:
    """Return what came of a what-if, at most `limit` parties and creditors."""
    return WhatIfOut(
        code=found.code,
        text=_said(partial(wording.what_if_text, found, book.snapshot.currency)),
        added=found.added,
        parties=found.others(),
        grades_changed=found.grades_changed(),
        changes=_changes(book, found, limit),
        rounds=[_round(book, number, step) for number, step in enumerate(found.steps)],
        losses=_losses(book, found, limit),
        lost=found.lost,
        lost_by_us=found.lost_by_us,
        currency=book.snapshot.currency,
        left_out=found.left_out,
        followed=found.followed,
        sampled=None if sampled is None else SampledOut.model_validate(sampled, from_attributes=True),
        book=book.manifest.id,
    )


def _changes(book: Book, found: WhatIf, limit: int) -> list[ChangeOut]:
    changes = found.changes
    failed = set(found.failed.tolist())
    shown = changes.party[:limit]
    rated = book.scores.rated[shown]
    return [
        ChangeOut(
            id=step.id,
            name=step.name,
            failed=party in failed,
            pd_before=float(changes.pd_before[place]),
            pd_after=float(changes.pd_after[place]),
            score_before=float(changes.score_before[place]),
            score_after=float(changes.score_after[place]),
            grade_before=found.grade_before(place).value if rated[place] else None,
            grade_after=found.grade_after(place).value if rated[place] else None,
        )
        for place, (party, step) in enumerate(zip(shown.tolist(), _steps(book, shown), strict=True))
    ]


def _round(book: Book, number: int, step: Step) -> RoundOut:
    felt = step.felt()
    party, rise = felt.party[:_REACHED], felt.rise[:_REACHED]
    return RoundOut(
        number=number,
        parties=len(felt.party),
        rise=step.rise,
        lost=step.lost,
        reached=[
            ReachedOut(id=each.id, name=each.name, rise=more)
            for each, more in zip(_steps(book, party), rise.tolist(), strict=True)
        ],
    )


def _losses(book: Book, found: WhatIf, limit: int) -> list[LossOut]:
    losses = found.losses
    creditor, debtor = losses.creditor[:limit], losses.debtor[:limit]
    house = book.solution.house[creditor]
    return [
        LossOut(id=each.id, name=each.name, house=ours, loss=money, debtor=by)
        for each, ours, money, by in zip(
            _steps(book, creditor),
            house.tolist(),
            losses.loss[:limit].tolist(),
            _steps(book, debtor),
            strict=True,
        )
    ]


def smallest_set_out(book: Book, found: SmallestSet) -> SmallestSetOut:
    """Return the smallest set with its sentence."""
    return SmallestSetOut(
        code=found.outcome.value,
        text=_said(partial(wording.set_text, found)),
        relationships=[
            RemovableOut(
                kind=each.kind.value,
                parties=[StepOut(id=party, name=book.name(book.position(party))) for party in each.parties],
                keys=list(each.keys),
            )
            for each in found.relationships
        ],
        proven=found.proven,
        at_least=found.at_least,
        score=found.score,
        score_without=found.score_without,
        grade=found.grade.value,
        grade_without=found.grade_without.value,
        book=book.manifest.id,
    )


def contributions_out(book: Book, position: int, *, coverage: float, most: int) -> ContributionsOut:
    """Return the paths that a party's hazard came along, until `coverage` of it is told or `most` were
    followed.
    """
    solution = book.solution
    shares = contribution_paths(
        solution.contagion, solution.ties, position, coverage=coverage, inflow=solution.inflow, max_steps=most
    )
    hazard = float(solution.inflow.hazard[position] + solution.fraud_hazard[position])
    worth = -100.0 * float(np.expm1(-hazard)) / hazard
    keys = book.snapshot.ties["key"]
    return ContributionsOut(
        paths=[
            ContributionOut(
                path=_steps(book, np.array(path.parties, np.int32)),
                relationships=texts_at(keys, solution.ties.key[list(path.ties)]),
                points=worth * path.hazard,
                looped=path.looped,
            )
            for path in shares.paths
        ],
        covered=worth * shares.covered,
        residual=worth * shares.residual,
        book=book.manifest.id,
    )


def flagged_paths_out(book: Book, found: DrawnPaths) -> FlaggedPathsOut:
    """Return the paths, and what flags each party at an end, once."""
    ends = dict.fromkeys(path.parties[-1] for path in found.paths)
    return FlaggedPathsOut(
        paths=[
            PathOut(nodes=list(each.parties), edges=list(each.ties), strength=each.strength)
            for each in found.paths
        ],
        flagged=[flagged_out(book, book.position(each)) for each in ends],
        network=network_out(found.picture),
    )


def path_out(book: Book, path: Path) -> PathOut:
    """Return a path by ids and keys."""
    return PathOut(
        nodes=texts_at(book.snapshot.parties["key"], path.parties),
        edges=texts_at(book.snapshot.ties["key"], path.ties),
        strength=path.strength,
    )


def flagged_out(book: Book, position: int) -> FlaggedOut:
    """Return a party and all that flags it."""
    return FlaggedOut(
        id=book.party_id(position),
        name=book.name(position),
        flags=[
            FlagOut(
                code=flag.code,
                text=_said(partial(wording.flag_text, flag)),
                records=list(flag.records),
            )
            for flag in flaggings(book.solution, book.scores, position)
        ],
    )


def _weight(given: WeightIn) -> Weight:
    return Weight(rate=given.rate, amount=given.amount, share=given.share)


def _steps(book: Book, positions: I32 | I64) -> list[StepOut]:
    """Return ids and names, in the order given."""
    parties = book.snapshot.parties
    names = texts_at(parties["name"], positions)
    return [
        StepOut(id=key, name=name)
        for key, name in zip(texts_at(parties["key"], positions), names, strict=True)
    ]


def _said(text: Callable[[Language], str]) -> Bilingual:
    return Bilingual(en=text("en"), zh=text("zh"))
