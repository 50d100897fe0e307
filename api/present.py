"""From a Book to the answers of `api.schemas`."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from analytics import wording
from analytics.measures import Basis
from analytics.score import Reason
from api.present_money import party_money
from api.present_sources import origin_out
from api.schemas.network import EdgeOut, NetworkOut, NodeOut
from api.schemas.parties import (
    BasisName,
    BookOut,
    ContagionOut,
    FactOut,
    FieldOut,
    IdentifierOut,
    LinkReasonOut,
    NameOut,
    PartyOut,
    PartyRow,
    PossibleOut,
    ReasonOut,
    RecordOut,
    RelationshipOut,
    TransmissionOut,
    VersionsOut,
)
from api.schemas.plain import Bilingual, StepOut
from book.book import Book
from book.dossier import dossier
from book.said import plain
from book.sources import rows_of, source_of
from graph.arrays import place_of
from graph.schema import Table
from graph.values import PartyId
from viz.picture import Picture

_HIDDEN = frozenset(
    {"key", "kind", "source", "target", "source_index", "target_index", "file", "sheet", "line"}
)


def book_out(book: Book, *, pending: bool) -> BookOut:
    """Say which Book is being read and what is in it."""
    snapshot = book.snapshot
    return BookOut(
        id=book.manifest.id,
        versions=versions_out(book),
        store_version=snapshot.version,
        built_at=book.manifest.built_at,
        valid_on=snapshot.valid_on,
        currency=snapshot.currency,
        parties=len(snapshot),
        rated=int(book.scores.rated.sum()),
        relationships=snapshot.ties.num_rows,
        grades=book.scores.grades(),
        rings=len(book.rings.rings),
        contagion=ContagionOut(
            sweeps=int(book.contagion.sweeps),
            residual=float(book.contagion.residual),
            radius=float(book.contagion.radius),
        ),
        pending=pending,
    )


def versions_out(book: Book) -> VersionsOut:
    """Say what every answer of this Book rests on."""
    return VersionsOut(
        book=book.manifest.id,
        engine=book.manifest.engine,
        model=book.inputs.model_version,
        constants=book.inputs.constants_version,
    )


def party_rows(book: Book, positions: Iterable[int]) -> list[PartyRow]:
    """Return lines of the portfolio, in the order given."""
    wanted = np.array(list(positions), np.int64)
    names = book.snapshot.parties.select(["key", "name", "kind", "roles"]).take(wanted).to_pylist()
    versions = versions_out(book)
    return [
        _party_row(book, position, row | {"versions": versions})
        for position, row in zip(wanted.tolist(), names, strict=True)
    ]


def _party_row(book: Book, position: int, row: Mapping[str, object]) -> PartyRow:
    top = book.top_reason(position)
    return PartyRow.model_validate(
        {
            **row,
            "id": row["key"],
            "roles": row["roles"] or [],
            "rated": bool(book.scores.rated[position]),
            "grade": book.scores.grade_of(position).value if book.scores.rated[position] else None,
            "score": book.scores.value_of(position),
            "standalone_pd": float(book.own.pd[position]),
            "network_pd": float(book.contagion.pd[position]),
            "confidence": float(book.scores.confidence[position]),
            "data_age_days": book.data_age(position),
            "top_reason": None if top is None else _text(top),
        }
    )


def party_out(book: Book, position: int, *, moved_from: PartyId | None) -> PartyOut:
    """Return everything the Book knows of a party, each part with the rows behind it."""
    known = dossier(book.snapshot, position)
    [row] = party_rows(book, [position])
    return PartyOut(
        **row.model_dump(),
        moved_from=moved_from,
        other_names=list(known.other_names),
        names=[
            NameOut(name=each.text, origins=[origin_out(source) for source in each.sources])
            for each in known.names
        ],
        fields=[
            FieldOut(name=each.name, value=each.value, origin=origin_out(each.source))
            for each in known.fields
        ],
        identifiers=[
            IdentifierOut(
                kind=each.kind,
                value=each.value,
                since=each.since,
                until=each.until,
                failed=each.failed,
                origin=origin_out(each.source),
            )
            for each in known.identifiers
        ],
        reasons=[reason_out(book, each) for each in book.explain(position).reasons],
        counts=dict(known.counts),
        facts=[
            FactOut(
                table=each.table.value,
                title=each.title,
                role=each.role,
                details=dict(each.details),
                origin=origin_out(each.source),
            )
            for each in known.facts
        ],
        records=[
            RecordOut(
                origin=origin_out(each.source),
                name=each.name,
                mention=each.mention,
                weight=each.weight,
                decided_by=each.decided_by,
                reasons=[
                    LinkReasonOut(code=why.code, weight=why.weight, left=why.left, right=why.right)
                    for why in each.reasons
                ],
            )
            for each in known.records
        ],
        rings=[ring.id for ring in book.rings.of(book.party_id(position))],
        possible=[
            PossibleOut(
                id=book.party_id(each.party), name=book.name(each.party), probability=each.probability
            )
            for each in known.possible
        ],
        money=party_money(book, position),
        book=book.manifest.id,
    )


def reason_out(book: Book, reason: Reason) -> ReasonOut:
    """Return a reason with its text, its path and the rows behind it."""
    snapshot = book.snapshot
    rows = rows_of(snapshot.ties, reason.relationships)
    sources = [source_of(row) for row in rows]
    for table in (
        snapshot.records,
        *(snapshot.facts(each) for each in Table if each in snapshot.fact_tables),
    ):
        sources += [source_of(row) for row in rows_of(table, reason.records)]
    return ReasonOut(
        code=reason.code,
        category=reason.category,
        points=reason.points,
        text=_text(reason),
        path=[StepOut(id=each, name=book.name(book.position(each))) for each in reason.path],
        relationships=list(reason.relationships),
        origins=[origin_out(each) for each in sources],
        basis=_basis(book, [str(row["key"]) for row in rows]) if len(reason.path) > 1 else None,
        delta_if_removed=reason.delta_if_removed,
    )


def network_out(picture: Picture) -> NetworkOut:
    return NetworkOut(
        book=picture.book,
        centre=picture.centre,
        nodes=[NodeOut.model_validate(each, from_attributes=True) for each in picture.parties],
        edges=[EdgeOut.model_validate(each, from_attributes=True) for each in picture.ties],
        counts=picture.counts,
        more_nodes=picture.more_nodes,
        more_edges=picture.more_edges,
    )


def relationship_out(book: Book, row: dict[str, object]) -> RelationshipOut:
    """Return one tie with everything its row said."""
    ends = [book.party_id(int(str(row[name]))) for name in ("source_index", "target_index")]
    return RelationshipOut(
        key=str(row["key"]),
        kind=str(row["kind"]),
        source=StepOut(id=ends[0], name=book.name(book.position(ends[0]))),
        target=StepOut(id=ends[1], name=book.name(book.position(ends[1]))),
        details={
            name: plain(value) for name, value in row.items() if value is not None and name not in _HIDDEN
        },
        transmission=_transmission(book, str(row["key"])),
        origin=origin_out(source_of(row)),
    )


def _basis(book: Book, keys: Sequence[str]) -> BasisName:
    """Return "default" where any of these ties stands on a default, else "measured"."""
    rows = [row for key in keys if (row := place_of(book.snapshot.ties["key"], key)) is not None]
    return _said(max(book.bases_of_ties(rows), default=Basis.MEASURED))


def _transmission(book: Book, key: str) -> list[TransmissionOut]:
    """Return the ways in which distress travels over a tie."""
    ties = book.ties
    row = place_of(book.snapshot.ties["key"], key)
    ways = [] if row is None else np.flatnonzero(ties.key == row).tolist()
    return [
        TransmissionOut(
            source=book.party_id(int(ties.source[way])),
            target=book.party_id(int(ties.target[way])),
            rate=float(ties.rate[way]),
            basis=_said(Basis(int(ties.basis[way]))),
        )
        for way in ways
    ]


def _said(basis: Basis) -> BasisName:
    return "default" if basis is Basis.DEFAULT else "measured"


def _text(reason: Reason) -> Bilingual:
    return Bilingual(en=wording.text(reason, "en"), zh=wording.text(reason, "zh"))
