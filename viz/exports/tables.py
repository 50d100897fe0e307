"""A picture as sheets: one CSV of parties and one of ties in a zip, safe to open in a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from viz.picture import Picture

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def csv_zip(picture: Picture) -> bytes:
    """Return a zip of `parties.csv` and `ties.csv` (UTF-8 with BOM, so that spreadsheets see Chinese).

    Text that a spreadsheet would run as a formula starts with an apostrophe. Equal pictures, equal bytes.
    """
    parties = [asdict(party) | {"roles": ";".join(party.roles)} for party in picture.parties]
    ties = [asdict(tie) for tie in picture.ties]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, rows in (("parties.csv", parties), ("ties.csv", ties)):
            archive.writestr(ZipInfo(name, _SAME_TIME), _csv(rows), ZIP_DEFLATED)
    return out.getvalue()


def _csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    import pandas as pd  # a server that exports nothing is spared it

    safe = [{name: _harmless(value) for name, value in row.items()} for row in rows]
    return pd.DataFrame(safe).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return value
