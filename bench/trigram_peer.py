"""The texts of a match index in SQLite's full-text search by trigrams: the peer of the index."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

_AT_ONCE = 65_536


def build_seconds(texts: Any, file: Path) -> float:
    """Return how long it takes to index an Arrow column of texts in a new database."""
    begun = perf_counter()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = trigram)")
        for start in range(0, len(texts), _AT_ONCE):
            rows = [(text,) for text in texts.slice(start, _AT_ONCE).to_pylist()]
            database.executemany("INSERT INTO texts VALUES (?)", rows)
        database.commit()
    return perf_counter() - begun
