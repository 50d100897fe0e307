"""From the importance of parties to the answers of `api.schemas.importance`."""

from collections.abc import Sequence

from analytics import wording
from analytics.importance import Importance
from analytics.phrases import MEASURES
from analytics.systemic.failing import Failure, Hurt
from analytics.systemic.production import LEAST_OUTSIDE
from api.pagination import cursor
from api.schemas.importance import HurtOut, HurtsOut, ImportancePage, ImportanceRow, PartyImportanceOut
from api.schemas.plain import Bilingual
from book.book import Book


def importance_page(book: Book, found: Importance, *, start: int, limit: int) -> ImportancePage:
    """Return a page of the list by falling importance."""
    more = start + limit < len(found.order)
    return ImportancePage(
        items=_rows(book, found, start, limit),
        total=len(found.order),
        next=cursor(book.manifest.id, start + limit) if more else None,
        output=found.output,
        currency=book.snapshot.currency,
        measures=_measures(),
        notes=_notes(assumed=found.assumed, without_amount=found.without_amount, unsettled=found.unsettled),
        book=book.manifest.id,
    )


def party_importance_out(book: Book, position: int, *, most: int) -> PartyImportanceOut:
    """Return what it does if a party fails, with the `most` most hurt of each list."""
    told: Failure = book.failure(position)
    production = book.networks.production
    return PartyImportanceOut(
        id=book.party_id(position),
        name=book.name(position),
        esri=told.esri,
        esri_downstream=told.esri_downstream,
        esri_upstream=told.esri_upstream,
        output_lost=told.output,
        money_lost=told.money,
        production=_hurts(book, told.production, most),
        equity=_hurts(book, told.equity, most),
        house=_hurts(book, told.house, most),
        settled=told.settled,
        currency=book.snapshot.currency,
        measures=_measures(),
        notes=_notes(
            assumed=int(production.assumed.sum()),
            without_amount=production.without_amount,
            unsettled=0 if told.settled else 1,
        ),
        book=book.manifest.id,
    )


def _rows(book: Book, found: Importance, start: int, limit: int) -> list[ImportanceRow]:
    places = found.order[start : start + limit]
    parties = book.snapshot.parties.select(["key", "name", "kind", "roles"]).take(places).to_pylist()
    return [
        ImportanceRow(
            id=row["key"],
            name=row["name"],
            kind=row["kind"],
            roles=row["roles"] or [],
            esri=float(found.esri[at]),
            esri_downstream=float(found.downstream[at]),
            esri_upstream=float(found.upstream[at]),
            error=float(found.error[at]),
            money_lost=float(found.money[at]),
        )
        for at, row in zip(places.tolist(), parties, strict=True)
    ]


def _hurts(book: Book, hurt: Sequence[Hurt], most: int) -> HurtsOut:
    shown = [
        HurtOut(id=book.party_id(each.party), name=book.name(each.party), part=each.part, money=each.money)
        for each in hurt[:most]
    ]
    return HurtsOut(items=shown, total=len(hurt))


def _measures() -> dict[str, Bilingual]:
    return {
        code: Bilingual(en=wording.measure_text(code, "en"), zh=wording.measure_text(code, "zh"))
        for code in MEASURES
    }


def _notes(**counts: int) -> list[Bilingual]:
    """Return what the figures rest on, as far as it concerns anybody."""
    told = {code: {"count": float(count), "share": LEAST_OUTSIDE} for code, count in counts.items() if count}
    return [
        Bilingual(en=wording.note_text(code, values, "en"), zh=wording.note_text(code, values, "zh"))
        for code, values in told.items()
    ]
