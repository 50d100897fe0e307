"""Networks with positions, paths between two parties, single ties, and files to take away."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from analytics.flagged import Flag
from api.present import network_out, relationship_out
from api.present_what_if import flagged_paths_out
from api.routes.dependencies import CurrentBook, Hops, MaxNodes, PartyQuery
from api.schemas.network import NetworkOut, PathOut, PathsOut
from api.schemas.parties import RelationshipOut
from api.schemas.what_if import FlaggedPathsOut
from book.sources import rows_of
from graph.errors import NotFound
from graph.relationships import RelationshipKind
from viz import views
from viz.exports.networks import as_json, graphml
from viz.exports.tables import csv_zip
from viz.page import page

router = APIRouter(prefix="/v1", tags=["networks"])
Kinds = Annotated[list[RelationshipKind] | None, Query(description="Only these kinds of tie")]


class ExportFormat(StrEnum):
    JSON = "json"
    GRAPHML = "graphml"
    CSV = "csv"
    HTML = "html"


@router.get("/networks")
def network(
    book: CurrentBook, party: PartyQuery, hops: Hops = 1, max_nodes: MaxNodes = 300, kind: Kinds = None
) -> NetworkOut:
    """Return the surroundings of a party with positions; hubs are shown but not expanded through."""
    kinds = frozenset(kind) if kind else None
    return network_out(
        views.surroundings(book, book.position(party), hops=hops, max_nodes=max_nodes, kinds=kinds)
    )


@router.get("/paths")
def paths(
    book: CurrentBook,
    start: Annotated[PartyQuery, Query(alias="from")],
    end: Annotated[PartyQuery, Query(alias="to")],
    k: Annotated[int, Query(ge=1, le=20)] = 3,
    max_hops: Annotated[int, Query(ge=1, le=8)] = 5,
) -> PathsOut:
    """Return the k strongest paths between two parties, over ties in either direction, and their picture."""
    found = views.paths(book, book.position(start), book.position(end), k=k, max_hops=max_hops)
    return PathsOut(
        paths=[
            PathOut(nodes=list(each.parties), edges=list(each.ties), strength=each.strength)
            for each in found.paths
        ],
        network=network_out(found.picture),
    )


@router.get("/paths/flagged")
def flagged_paths(
    book: CurrentBook,
    start: Annotated[PartyQuery, Query(alias="from")],
    flag: Annotated[
        list[Flag] | None, Query(description="What may flag a party; anything without it")
    ] = None,
    k: Annotated[int, Query(ge=1, le=20)] = 3,
    max_hops: Annotated[int, Query(ge=1, le=8)] = 5,
) -> FlaggedPathsOut:
    """Return the k strongest paths to any party on a watch list, graded red or black, or in a ring, and why
    it is.
    """
    flags = frozenset(flag or Flag)
    found = views.flagged_paths(book, book.position(start), flags, k=k, max_hops=max_hops)
    return flagged_paths_out(book, found)


@router.get("/relationships/{key}")
def relationship(book: CurrentBook, key: Annotated[str, Path(pattern="^[0-9a-f]{32}$")]) -> RelationshipOut:
    """Return one tie with everything its row said and where the row stands."""
    rows = [
        row
        for row in rows_of(book.snapshot.ties, [key])
        if min(row["source_index"], row["target_index"]) >= 0
    ]
    if not rows:
        raise NotFound(f"No tie between parties has the key {key} in this Book")
    return relationship_out(book, rows[0])


@router.get("/exports/{form}", response_class=Response)
def export(
    book: CurrentBook, form: ExportFormat, party: PartyQuery, hops: Hops = 1, max_nodes: MaxNodes = 300
) -> Response:
    """Return the surroundings of a party as a file: JSON, GraphML, CSVs in a zip, or one offline page."""
    picture = views.surroundings(book, book.position(party), hops=hops, max_nodes=max_nodes, kinds=None)
    match form:
        case ExportFormat.JSON:
            body, media, ending = as_json(picture), "application/json", "json"
        case ExportFormat.GRAPHML:
            body, media, ending = graphml(picture), "application/graphml+xml", "graphml"
        case ExportFormat.CSV:
            body, media, ending = csv_zip(picture), "application/zip", "csv.zip"
        case ExportFormat.HTML:
            body, media, ending = page(picture).encode(), "text/html; charset=utf-8", "html"
    name = f"riskweave-{picture.centre}-{picture.book}.{ending}"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
