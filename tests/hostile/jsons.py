"""JSON and Parquet that is broken, odd, or not what it seems."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.hostile.case import Case, raw, text

LINES, LIST, PARQUET = "companies.jsonl", "companies.json", "companies.parquet"


def line(key: str, name: str, **more: object) -> str:
    return json.dumps({"source_key": key, "name": name, **more}, ensure_ascii=False)


def columns(file: str = PARQUET, /, cut: slice | None = None, **columns: object) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / file
        pq.write_table(pa.table(columns), path)
        if cut:
            content = bytearray(path.read_bytes())
            content[cut] = b""
            path.write_bytes(content)
        return path

    return make


def spoilt(folder: Path) -> Path:
    path = columns(source_key=[f"C{n}" for n in range(9000)], name=[f"firm {n}" for n in range(9000)])(folder)
    content = path.read_bytes()
    at = len(content) * 2 // 3
    path.write_bytes(content[:at] + b"\xff" * 2000 + content[at + 2000 :])
    return path


def promising(folder: Path) -> Path:
    """Write a file whose list column is cut into pages of no rows at all."""
    path = folder / PARQUET
    table = pa.table({"source_key": ["C1"], "name": ["Acme"], "phones": [["0731-1", "0731-2"]]})
    pq.write_table(table, path, data_page_size=1)
    return path


A, B = {"C1": "Acme"}, {"C1": "Acme", "C2": "Bolt"}

JSON = [
    Case(
        "a line in the middle is broken",
        text(LINES, line("C1", "Acme"), '{"source_key": "C9", "name', line("C2", "Bolt")),
        B,
        rejects={2: "broken_json"},
    ),
    Case(
        "lines have other names in other orders",
        text(LINES, line("C1", "Acme", region="X"), '{"name": "Bolt", "revenue": 5, "source_key": "C2"}'),
        B,
    ),
    Case(
        "a name is missing in one line",
        text(LINES, line("C1", "Acme"), '{"source_key": "C9"}'),
        A,
        rejects={2: "missing_value"},
    ),
    Case(
        "numbers are not finite",
        text(
            LINES,
            line("C1", "Acme"),
            '{"source_key": "C9", "name": "X", "revenue": NaN}',
            '{"source_key": "C8", "name": -Infinity}',
        ),
        A,
        rejects={2: "not_finite", 3: "not_finite"},
    ),
    Case(
        "keys are numbers beyond 64 bits",
        text(LINES, '{"source_key": 123456789012345678901234567890, "name": "Acme"}'),
        {"123456789012345678901234567890": "Acme"},
    ),
    Case(
        "a name stands twice in one object",
        text(LINES, line("C1", "Acme"), '{"source_key": "C9", "name": "X", "name": "Y"}'),
        A,
        rejects={2: "broken_json"},
    ),
    Case(
        "a text holds half a surrogate pair",
        text(
            LINES,
            line("C1", "Acme"),
            '{"source_key": "C9", "name": "\\ud800"}',
            '{"source_key": "C2", "name": "\\ud83d\\ude00"}',
        ),
        {**A, "C2": "😀"},
        rejects={2: "broken_text"},
    ),
    Case(
        "a text holds a zero byte",
        text(LINES, line("C1", "Acme"), '{"source_key": "C9", "name": "a\\u0000b"}'),
        A,
        rejects={2: "control_character"},
    ),
    Case(
        "lines are lists, numbers and words",
        text(LINES, line("C1", "Acme"), '["C9", "X"]', "17", "null", "oops"),
        A,
        rejects=dict.fromkeys((2, 3, 4, 5), "broken_json"),
    ),
    Case(
        "a line is nested 100,000 deep",
        text(LINES, line("C1", "Acme"), '{"a":' * 100_000 + "1" + "}" * 100_000),
        A,
        rejects={2: "broken_json"},
    ),
    Case(
        "a line is of Latin-1",
        raw(
            LINES,
            line("C1", "北京银行").encode()
            + b'\n{"source_key": "C9", "name": "Caf\xe9"}\n'
            + line("C2", "Bolt").encode(),
        ),
        {"C1": "北京银行", "C2": "Bolt"},
        rejects={2: "broken_text"},
    ),
    Case(
        "lists and objects stand inside",
        text(LINES, line("C1", "Acme", phones=["0731-1", "0731-2"], a={"b": [1]}, c=[{"d": 1}])),
        A,
    ),
    Case(
        "the file is one list over many lines",
        text(LIST, "[", line("C1", "Acme") + ",", line("C2", "Bolt"), "]"),
        B,
    ),
    Case("the file is one list on one line", text(LIST, f"[{line('C1', 'Acme')},{line('C2', 'Bolt')}]"), B),
    Case(
        "an element in the middle is broken",
        text(
            LIST, f"[{line('C1', 'Acme')},", '{"source_key": "C9", "name": "open},', f"{line('C2', 'Bolt')}]"
        ),
        B,
        rejects={2: "broken_json"},
    ),
    Case(
        "the list was cut off",
        text(LIST, f"[{line('C1', 'Acme')},", '{"source_key": "C9", "na'),
        A,
        rejects={2: "broken_json"},
    ),
    Case("the list is empty", text(LIST, "[]"), refused="holds no JSON objects"),
    Case(
        "the file is one object around a list",
        text(LIST, "{", f'"rows": [{line("C1", "Acme")}]', "}"),
        refused="holds no JSON objects",
    ),
    Case(
        "JSON in UTF-16 with a mark",
        text(LINES, line("C1", "远方陶瓷"), encoding="utf-16"),
        {"C1": "远方陶瓷"},
    ),
]

PARQUETS = [
    Case(
        "Parquet whose pages hold fewer rows than it promises",
        promising,
        refused="promises 1 rows and gives 0",
    ),
    Case(
        "Parquet that was cut off",
        columns(cut=slice(-20, None), source_key=["C1"], name=["Acme"]),
        refused="no whole Parquet file",
    ),
    Case("Parquet with spoilt pages", spoilt, refused="no whole Parquet file"),
    Case(
        "Parquet without rows", columns(source_key=pa.array([], pa.string()), name=pa.array([], pa.string()))
    ),
    Case(
        "Parquet with keys that became floats",
        columns(source_key=[1.0, None, 3.0], name=["Acme", "X", "Core"]),
        {"1": "Acme", "3": "Core"},
        rejects={2: "missing_value"},
    ),
    Case(
        "Parquet with keys that lost their digits as floats",
        columns(source_key=[1.2345678901234568e17, 2.0], name=["X", "Bolt"]),
        {"2": "Bolt"},
        rejects={1: "digits_lost"},
    ),
    Case(
        "Parquet with nested columns",
        columns(source_key=["C1"], name=["Acme"], phones=[["0731-1", "0731-2"]], a=[{"b": {"c": 1}}]),
        A,
    ),
    Case(
        "Parquet with times in zones, decimals and dictionaries",
        columns(
            "payments.parquet",
            payer=pa.array(["A", "A"]).dictionary_encode(),
            payee=["B", "C"],
            amount=[Decimal("5.25"), None],
            at=pa.array([datetime(2024, 3, 5, tzinfo=UTC), None], pa.timestamp("ns", "Asia/Shanghai")),
        ),
        ties=[("#A", "#B", 525), ("#A", "#C", None)],
        columns=("source", "target", "amount"),
    ),
    Case("Parquet that is called CSV", columns("companies.csv", source_key=["C1"], name=["Acme"]), A),
    Case(
        "CSV that is called Parquet",
        text(PARQUET, "source_key,name", "C1,Acme"),
        refused="is no Parquet file",
    ),
]
