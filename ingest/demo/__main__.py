"""`python -m ingest.demo FOLDER --seed N --size N`: write the demo book."""

import argparse
import sys
from pathlib import Path
from time import perf_counter

from graph.errors import RiskError
from ingest.demo.generate import generate


def main() -> int:
    """Write the book that the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest.demo", description="Write the demo book.")
    parser.add_argument("folder", type=Path, help="where to write; made when missing")
    parser.add_argument("--seed", type=int, default=7, help="equal seeds give equal bytes (default 7)")
    parser.add_argument("--size", type=int, default=3000, help="how many companies (default 3000)")
    asked = parser.parse_args()
    began = perf_counter()
    try:
        summary = generate(asked.folder, seed=asked.seed, companies=asked.size, progress=_tell)
    except RiskError as refused:
        print(refused, file=sys.stderr)
        return 1
    seconds = perf_counter() - began
    print(f"{summary.companies:,} companies and {summary.people:,} people behind {summary.records:,} records")
    print(f"{summary.row_count:,} rows in {seconds:.1f} s below {summary.folder}")
    return 0


def _tell(name: str, rows: int) -> None:
    print(f"{rows:>10,}  {name}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
