"""Parties, links and undecided pairs <-> flat rows by column name, as `graph.schema` lists them."""

import json
from collections.abc import Mapping

from graph.changes import Link, LinkReason, PossibleMatch
from graph.model import Json, Party, PartyKind, Role, Sourced
from graph.row_cells import Row, Scalar, json_text, real, text, texts
from graph.values import PartyId, RecordId


def party_row(party: Party) -> Row:
    fields: dict[str, Json] = {
        name: {"value": sourced.value, "record": sourced.record} for name, sourced in party.fields.items()
    }
    return {
        "key": party.id,
        "kind": party.kind.value,
        "name": party.name,
        "rated": party.rated,
        "other_names": list(party.other_names),
        "roles": sorted(role.value for role in party.roles),
        "fields": json_text(fields),
    }


def party_of(row: Mapping[str, Scalar]) -> Party:
    fields = json.loads(text(row["fields"]))
    return Party(
        id=PartyId(text(row["key"])),
        kind=PartyKind(text(row["kind"])),
        name=text(row["name"]),
        rated=bool(row["rated"]),
        other_names=tuple(texts(row["other_names"])),
        roles=frozenset(Role(each) for each in texts(row["roles"])),
        fields={name: Sourced(each["value"], RecordId(each["record"])) for name, each in fields.items()},
    )


def link_row(link: Link) -> Row:
    return {
        "record": link.record,
        "party": link.party,
        "weight": link.weight,
        "decided_by": link.decided_by,
        "reasons": _reasons_text(link.reasons),
    }


def link_of(row: Mapping[str, Scalar]) -> Link:
    return Link(
        record=RecordId(text(row["record"])),
        party=PartyId(text(row["party"])),
        weight=real(row["weight"]) or 0.0,
        decided_by=text(row["decided_by"]),
        reasons=reasons_of(text(row["reasons"])),
    )


def possible_row(match: PossibleMatch) -> Row:
    return {
        "a": match.a,
        "b": match.b,
        "probability": match.probability,
        "reasons": _reasons_text(match.reasons),
    }


def reasons_of(column: str) -> tuple[LinkReason, ...]:
    """Return the link reasons that a `reasons` column holds."""
    return tuple(LinkReason(**each) for each in json.loads(column))


def _reasons_text(reasons: tuple[LinkReason, ...]) -> str:
    return json_text(
        [
            {
                "code": each.code,
                "weight": each.weight,
                "left": each.left,
                "right": each.right,
                "other": each.other,
            }
            for each in reasons
        ]
    )
