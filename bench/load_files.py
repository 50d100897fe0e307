"""Files as a source system would export them, of any size: companies, and three ties for each of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

TIES_EACH = 3
_SHARES = {"supplies": 0.35, "debts": 0.2, "guarantees": 0.1, "ownership": 0.15, "payments": 0.2}
_DIGITS = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))
_STEM = "91430203MA"
_INDUSTRIES = np.array(["钢铁", "机械", "化工", "电子", "食品", "物流"])
_STATUSES = np.array(["存续", "在业", "注销"])
Numbers = npt.NDArray[np.int64]


def write_files(folder: Path, size: int, *, changed: float = 0.0, seed: int = 7) -> int:
    """Write `size` companies and three ties for each as CSV files below `folder`; return how many rows.

    Keys and ends depend on the seed alone; a share `changed` of the rows of each file says something
    else than without: another revenue, another amount.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng, other = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    rows = _write(folder / "companies.csv", _companies(rng, size, other.random(size) < changed))
    weight = np.minimum(1 + rng.pareto(1.5, size), 300)
    chance = weight / weight.sum()
    for name, share in _SHARES.items():
        count = round(TIES_EACH * size * share)
        ends = _pairs(rng, chance, count)
        rows += _write(folder / f"{name}.csv", _ties(rng, name, ends, other.random(count) < changed))
    return rows


def _write(path: Path, columns: Mapping[str, Any]) -> int:
    table = pa.table(dict(columns))
    csv.write_csv(table, path)
    return table.num_rows


def _companies(rng: np.random.Generator, size: int, changed: npt.NDArray[np.bool_]) -> dict[str, Any]:
    number = np.arange(size)
    revenue = rng.lognormal(16, 1.5, size).astype(np.int64)
    mobile = rng.random(size) < 0.7
    cell = _joined("138", _padded(number % 10**8, 8))
    landline = _joined("0731-", _padded(22_000_000 + number % 60_000_000, 8))
    return {
        "source_key": _keys(number),
        "name": _joined("株洲", _texts(number), "号", _INDUSTRIES[number % len(_INDUSTRIES)], "有限公司"),
        "company_number": _company_numbers(number),
        "roles": pa.array(np.where(rng.random(size) < 0.5, "customer", "supplier")),
        "industry": pa.array(_INDUSTRIES[rng.integers(0, len(_INDUSTRIES), size)]),
        "region": _joined("城市", _texts(rng.integers(0, 300, size))),
        "registered_on": _days(rng, size),
        "status": pa.array(_STATUSES[rng.integers(0, len(_STATUSES), size)]),
        "registered_capital": _joined(_texts(rng.integers(10, 90_000, size)), "万"),
        "revenue": pa.array(np.where(changed, revenue + 1, revenue)),
        "equity": pa.array(rng.lognormal(15, 1.5, size).astype(np.int64)),
        "staff": pa.array(rng.integers(1, 900, size)),
        "phones": pc.if_else(pa.array(mobile), cell, landline),
        "currency": pa.array(["CNY"] * size),
    }


def _ties(
    rng: np.random.Generator, name: str, ends: tuple[Numbers, Numbers], changed: npt.NDArray[np.bool_]
) -> dict[str, Any]:
    count = len(changed)
    first, second = (_keys(each) for each in ends)
    amount = rng.lognormal(14, 1.5, count).astype(np.int64)
    money = {
        "amount": pa.array(np.where(changed, amount + 1, amount)),
        "currency": pa.array(np.where(rng.random(count) < 0.9, "CNY", "USD")),
    }
    since = _days(rng, count)
    share = rng.integers(5, 60, count)
    match name:
        case "supplies":
            product = _joined("件", _texts(rng.integers(0, 500, count)))
            return {"supplier": first, "buyer": second, **money, "product": product, "since": since}
        case "debts":
            overdue = pa.array(rng.integers(0, 90, count))
            as_of = pa.array(["2026-10-01"] * count)
            return {
                "debtor": first,
                "creditor": second,
                **money,
                "longest_days_overdue": overdue,
                "as_of": as_of,
            }
        case "guarantees":
            return {"guarantor": first, "debtor": second, **money, "since": since}
        case "ownership":
            percent = _joined(_texts(np.where(changed, share + 1, share)), "%")
            return {"owner": first, "owned": second, "share": percent, "since": since}
        case _:
            key = _joined("TX", _padded(np.arange(count), 9))
            return {"key": key, "payer": first, "payee": second, **money, "at": since}


def _pairs(rng: np.random.Generator, chance: npt.NDArray[np.float64], count: int) -> tuple[Numbers, Numbers]:
    """Return so many different pairs of two, ends by their chance: a few have very many."""
    size = len(chance)
    found: Numbers = np.empty(0, np.int64)
    while len(found) < count:
        more = rng.choice(size, (2, count), p=chance)
        pairs = np.concatenate((found, (more[0] * size + more[1])[more[0] != more[1]]))
        _, places = np.unique(pairs, return_index=True)
        found = pairs[np.sort(places)]
    return found[:count] // size, found[:count] % size


def _company_numbers(number: Numbers) -> Any:
    """Return valid numbers after GB 32100-2015: a stem, the number to the base 31 and the check digit."""
    places = [(number // 31**power) % 31 for power in range(6, -1, -1)]
    digits = list(_DIGITS)
    weights = [3**place % 31 for place in range(17)]
    total = sum(digits.index(each) * weight for each, weight in zip(_STEM, weights, strict=False))
    for values, weight in zip(places, weights[len(_STEM) :], strict=True):
        total = total + values * weight
    return _joined(_STEM, *(_DIGITS[values] for values in places), _DIGITS[(31 - total % 31) % 31])


def _days(rng: np.random.Generator, count: int) -> Any:
    start = np.datetime64("2004-01-01")
    return pa.array((start + rng.integers(0, 8000, count)).astype("datetime64[D]")).cast(pa.string())


def _keys(number: Numbers) -> Any:
    return _joined("C", _padded(number, 8))


def _texts(number: Numbers) -> Any:
    return pa.array(number).cast(pa.string())


def _padded(number: Numbers, width: int) -> Any:
    return pc.utf8_lpad(_texts(number), width, "0")


def _joined(*parts: Any) -> Any:
    arrays: list[Any] = [pa.array(part) if isinstance(part, np.ndarray) else part for part in parts]
    join: Any = pc.binary_join_element_wise
    return join(*arrays, "")
