"""Tables and arrays as memory-mapped Arrow IPC files: opening one reads nothing but its footer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graph.arrays import F64
from graph.edges import MEASURES, EdgeTable
from graph.errors import BookDamaged
from graph.relationships import RelationshipKind
from graph.snapshot_tables import Holdings


def write_table(table: pa.Table, file: Path) -> None:
    """Write a table as one record batch, uncompressed, so that its columns can be mapped."""
    whole = table.combine_chunks()
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
        writer.write_table(whole, max_chunksize=max(1, whole.num_rows))


def read_table(file: Path) -> pa.Table:
    """Map a table written by `write_table`; every column is one chunk. The file may be unlinked afterwards.

    Raises
    ------
    BookDamaged
        When the file is missing or no Arrow file.
    """
    try:
        return pa.ipc.open_file(pa.memory_map(str(file), "r")).read_all()
    except (OSError, pa.ArrowInvalid) as error:
        raise BookDamaged(
            f"{file} cannot be read ({type(error).__name__}); build the Book again with `riskweave score`"
        ) from error


def write_arrays(arrays: Mapping[str, Any], file: Path) -> None:
    """Write arrays of one length side by side."""
    write_table(pa.table({name: pa.array(np.ascontiguousarray(each)) for name, each in arrays.items()}), file)


def read_arrays(file: Path) -> dict[str, Any]:
    """Map what `write_arrays` wrote, as read-only arrays."""
    table = read_table(file)
    return {name: mapped(table[name]) for name in table.column_names}


def mapped(column: Any) -> Any:
    """Return a column without nulls as an array that shares its memory."""
    if not column.num_chunks:
        return np.empty(0, column.type.to_pandas_dtype())
    return column.chunk(0).to_numpy(zero_copy_only=True)


def write_edges(edges: EdgeTable, file: Path) -> None:
    """Write the arrays of one kind; a measure that is missing throughout is not written."""
    given = {name: values for name, values in edges.values.items() if not np.isnan(values).all()}
    write_arrays({"source": edges.source, "target": edges.target, "row": edges.row, **given}, file)


def read_edges(kind: RelationshipKind, file: Path) -> EdgeTable:
    arrays = read_arrays(file)
    missing: F64 = np.broadcast_to(np.float64(np.nan), (len(arrays["source"]),))
    return EdgeTable(
        kind=kind,
        source=arrays["source"],
        target=arrays["target"],
        row=arrays["row"],
        values={name: arrays.get(name, missing) for name in MEASURES},
    )


def write_holdings(holdings: Holdings, file: Path) -> None:
    write_arrays({name: getattr(holdings, name) for name in Holdings.__slots__}, file)


def read_holdings(file: Path) -> Holdings:
    return Holdings(**read_arrays(file))
