"""Columns of the parties as masks and arrays."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc

from graph.arrays import F64, I32, I64, Mask, equals, numbers
from graph.model import PartyKind, Role
from graph.snapshot import Snapshot


def of_kind(s: Snapshot, kind: PartyKind) -> Mask:
    """Return which parties are companies, persons or unknown, (n,)."""
    return equals(s.parties["kind"], kind.value)


def with_role(s: Snapshot, role: Role) -> Mask:
    """Return which parties have a role, (n,)."""
    roles: Any = s.parties["roles"]
    mask = np.zeros(len(s), np.bool_)
    having = np.asarray(equals(pc.list_flatten(roles), role.value), np.bool_)
    mask[np.asarray(pc.list_parent_indices(roles))[having]] = True
    return mask


def amounts(s: Snapshot, column: str) -> F64:
    """Return a number of each party (n,), NaN where it is missing."""
    return numbers(s.parties[column])


def text_of(s: Snapshot, column: str, party: int) -> str | None:
    """Return one text of one party."""
    found: str | None = s.parties[column][party].as_py()
    return found


def fields_of(s: Snapshot, party: int) -> Mapping[str, Mapping[str, Any]]:
    """Return all fields of one party: name -> ``{"value": …, "record": …}``."""
    fields: Mapping[str, Mapping[str, Any]] = json.loads(s.parties["fields"][party].as_py() or "{}")
    return fields


def texts_at(column: Any, rows: Sequence[int] | I64 | I32) -> list[str]:
    """Return the texts of these rows of a column that has no gaps."""
    texts: list[str] = column.take(np.asarray(rows, np.int64)).to_pylist()
    return texts


def epoch_day(s: Snapshot) -> int:
    """Return the day that the snapshot is valid on, as days since 1970-01-01."""
    return int(np.datetime64(s.valid_on, "D").astype(np.int64))
