"""Machine code that an earlier program left behind never stands in the way of this one."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
from typing import NamedTuple
from analytics.kernels.compiled import compiled

class {name}(NamedTuple):
    first: float

@compiled
def twice(pair: {name}) -> float:
    return 2.0 * pair.first

print(twice({name}({value})))
"""


def run(folder: Path, name: str, value: float) -> str:
    (folder / "pairs.py").write_text(PROGRAM.format(name=name, value=value), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); import pairs"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr


def test_a_type_of_a_kernel_that_was_renamed_is_compiled_anew(tmp_path: Path) -> None:
    assert run(tmp_path, "Old", 1.5) == "3.0"
    assert list(tmp_path.glob("__pycache__/*.nbi"))
    assert run(tmp_path, "New", 2.5) == "5.0"
    assert run(tmp_path, "New", 2.5) == "5.0"
