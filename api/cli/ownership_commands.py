"""`ownership`, `groups`: who owns and controls whom, and how concentrated exposures are."""

from functools import partial
from typing import Annotated

import typer

from api.cli.asked_by_name import offering_ids
from api.cli.console import result, result_json, result_table
from api.cli.current import current_book
from api.cli.options import Csv, Folder, Json, Spoken, Store
from api.cli.ownership_report import ownership_lines
from api.cli.written_tables import write_table
from api.present_ownership import groups_out, ownership_out
from api.schemas.ownership import GroupsOut
from book import ownership_tables
from graph.values import PartyId

_MOST = 1_000


def register(app: typer.Typer) -> None:
    app.command()(ownership)
    app.command()(groups)


def ownership(
    party_id: Annotated[str, typer.Argument(help="A party id (p_…); for a name, ids are offered")],
    language: Spoken = "en",
    csv: Csv = None,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Show who owns and controls a party, up to persons with the chains that prove it, and what it holds."""
    book = current_book(store, folder)
    with offering_ids(party_id, lambda: book) as asked:
        position = book.position(asked)
    write_table(csv, partial(ownership_tables.interests, position=position), book)
    if json:
        moved_from = PartyId(party_id) if book.party_id(position) != party_id else None
        result_json(ownership_out(book, position, most=_MOST, moved_from=moved_from).model_dump())
        return
    for line in ownership_lines(book, position, language):
        result(line)


def groups(
    dependence: Annotated[
        bool, typer.Option("--dependence", help="Join suppliers that live on one buyer with it, too")
    ] = False,
    most: Annotated[int, typer.Option(min=1, max=_MOST, help="Groups to show at most")] = 20,
    csv: Csv = None,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Show control groups by what is at stake with them, and how concentrated it is. --csv: every member."""
    book = current_book(store, folder)
    write_table(csv, partial(ownership_tables.group_members, dependence=dependence), book)
    found = groups_out(book, dependence=dependence, start=0, limit=most)
    if json:
        result_json(found.model_dump())
        return
    result(_figures(found))
    result_table(
        ["head", "name", "members", f"exposure {found.currency}", "share", "debtors"],
        [
            [
                group.head.id,
                group.head.name,
                str(group.size),
                f"{group.amount:,.0f}",
                f"{group.share:.1%}",
                "、".join(each.name for each in group.debtors),
            ]
            for group in found.items
        ],
    )


def _figures(found: GroupsOut) -> str:
    """Return the figures of all groups in one sentence."""
    if not found.houses:
        return "No party has the role house, so nothing is at stake; give your own firms that role"
    return (
        f"{found.exposure:,.0f} {found.currency} are at stake; Herfindahl index {found.herfindahl:.4f};"
        f" largest group {found.largest_1:.1%}, five {found.largest_5:.1%}, ten {found.largest_10:.1%}"
    )
