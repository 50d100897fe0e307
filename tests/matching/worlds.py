"""Records for the matcher: short to write, with identifiers normalised as a load does it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from graph.batch_rows import batch_rows
from graph.changes import Batch, FencingToken, FileDigest, LinkVerdict, LoadManifest
from graph.model import Holding, IdentifierKind, Json, Origin, PartyKind, Record
from graph.relationships import Relationship
from graph.schema import Table
from graph.store import GraphStore
from graph.values import CommandId, RecordId, Sha256, record_id
from ingest.clean.identifiers import identifier
from ingest.match.cluster import Word
from ingest.match.matching import Matching, match_profiles
from ingest.match.profile import profiles
from ingest.resolve import ResolveReport, resolve

USCC_A, USCC_B = "91110000600037341L", "91110108551385082Q"
RESIDENT_A, RESIDENT_B = "11010519491231002X", "440524198001010013"
_HELD = {
    "company_number": IdentifierKind.COMPANY_NUMBER, "resident_id": IdentifierKind.RESIDENT_ID,
    "passport": IdentifierKind.PASSPORT, "phone": IdentifierKind.PHONE, "email": IdentifierKind.EMAIL,
    "account": IdentifierKind.BANK_ACCOUNT, "address": IdentifierKind.ADDRESS, "lei": IdentifierKind.LEI,
}  # fmt: skip

Told = tuple[Record, Sequence[Holding]]


def firm(key: str, name: str, *, source: str = "crm", **told: str) -> Told:
    return _told(record_id(source, "companies", key), PartyKind.COMPANY, name, told)


def human(key: str, name: str, *, source: str = "crm", **told: str) -> Told:
    return _told(record_id(source, "people", key), PartyKind.PERSON, name, told)


def listed(key: str, name: str, kind: PartyKind, **told: str) -> Told:
    return _told(record_id("watch", "watchlist", key), kind, name, told)


def mention(
    name: str,
    place: str = "1#defendants0",
    *,
    kind: PartyKind = PartyKind.UNKNOWN,
    source: str = "court",
    **told: str,
) -> Told:
    record = record_id(source, "lawsuits", place)
    return _told(record, kind, name, {"given": name, "name": name, **told}, mention=True)


def _told(
    record: RecordId, kind: PartyKind, name: str, told: dict[str, str], *, mention: bool = False
) -> Told:
    origin = Origin("rows.csv", 2)
    fields: dict[str, Json] = {each: value for each, value in told.items() if each not in _HELD}
    fields.update({each: [told[each]] for each in ("other_names",) if each in told})
    fields.update({each: int(told[each]) for each in ("birth_year",) if each in told})
    held = [
        Holding(record, found.identifier, record.split(":")[0], origin, failed=found.failed)
        for each, kind_held in _HELD.items()
        if each in told and (found := identifier(kind_held, told[each]))
    ]
    return Record(record, kind, name, fields, origin, mention), held


def batch(*told: Told, ties: Sequence[Relationship] = ()) -> Batch:
    return Batch(
        records=[record for record, _ in told],
        holdings=[holding for _, held in told for holding in held],
        relationships=ties,
    )


def matched(
    *told: Told, word: Word | None = None, officers: dict[RecordId, frozenset[RecordId]] | None = None
) -> Matching:
    rows = dict(batch_rows(batch(*told)))
    records = sorted(rows[Table.RECORDS], key=lambda row: str(row["key"]))
    return match_profiles(profiles(records, rows[Table.HOLDINGS]), word or Word(), officers or {})


def together(matching: Matching) -> set[frozenset[str]]:
    """Return the groups of two records or more, by the last part of the record ids."""
    found = set()
    for group in matching.groups:
        own = {record for member in group.members for record in matching.profiles[member].records}
        own |= {mention for mention, target in matching.keyed.items() if target in own}
        if len(own) > 1:
            found.add(frozenset(each.split(":", 2)[2] for each in own))
    return found


def one(*told: Told, word: Word | None = None) -> bool:
    """Say whether all of these records are one actor."""
    return together(matched(*told, word=word)) == {
        frozenset(record.id.split(":", 2)[2] for record, _ in told)
    }


def undecided(matching: Matching) -> set[frozenset[str]]:
    """Return the pairs that stay undecided, by the key of a record of each."""
    name = {at: matching.profiles[at].id.split(":", 2)[2] for at in range(len(matching.profiles))}
    return {frozenset((name[each.left], name[each.right])) for each in matching.undecided}


def bring(
    store: GraphStore,
    source: str,
    *told: Told,
    token: FencingToken,
    ties: Sequence[Relationship] = (),
    replace: bool = False,
) -> None:
    """Load these records as one finished load of a source."""
    written = batch(*told, ties=ties)
    mark = Sha256(sha256(repr(written).encode()).hexdigest())
    manifest = LoadManifest(source, (FileDigest("rows.csv", mark),), mark, replace)
    load = store.begin_load(manifest, token=token)
    store.write(load, written, token=token)
    store.finish_load(load, token=token)


def settle(store: GraphStore, name: str, token: FencingToken, *verdicts: LinkVerdict) -> ResolveReport:
    return resolve(store, command=CommandId(name), token=token, verdicts=verdicts)


def said(a: Told, b: Told, *, same: bool) -> LinkVerdict:
    first, second = sorted((a[0].id, b[0].id))
    return LinkVerdict(first, second, same, "analyst", datetime(2026, 11, 1, tzinfo=UTC))
