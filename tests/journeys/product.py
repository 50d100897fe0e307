"""The real product in a folder of its own: a demo book with hostile names in it, and `riskweave serve`."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOSTILE_NAMES = (
    '<img src=x onerror="window.ran=1">',
    "<script>window.ran=2</script>",
    "'; MATCH (n) DETACH DELETE n //",
    '=cmd|" /C calc"!A0',
    "javascript:window.ran=3",
)
_READY = re.compile(r"http://\S+")
_LONGEST_S = 240


def riskweave(folder: Path, *arguments: str) -> None:
    """Run a command of the product in `folder` and fail with what it said if it fails."""
    command = [_program(), *arguments, "--folder", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
    assert ended.returncode == 0, ended.stderr


def make_demo(folder: Path) -> None:
    """Load a small demo book and a source with hostile names into `folder`."""
    riskweave(folder, "demo", "--no-serve", "--no-open", "--size", "300")
    load_hostile(folder, "hostile")


def load_hostile(folder: Path, source: str) -> None:
    """Load companies with hostile names that supply each other, as a source of this name."""
    files = folder / f"{source}-files"
    files.mkdir(parents=True)
    rows = [f"{source}{i},{_quoted(name)}" for i, name in enumerate(HOSTILE_NAMES)]
    (files / "companies.csv").write_text("\n".join(["source_key,name", *rows]) + "\n", encoding="utf-8")
    supplies = [f"{source}{i},{source}0,{_quoted(name)}" for i, name in enumerate(HOSTILE_NAMES) if i]
    (files / "supplies.csv").write_text(
        "\n".join(["supplier,buyer,product", *supplies]) + "\n", encoding="utf-8"
    )
    riskweave(folder, "load", str(files), "--source", source)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve `folder` on a free port; give the address and the process."""
    command = [_program(), "serve", "--no-open", "--port", "0", "--folder", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield _address(process), process
    finally:
        process.kill()
        process.wait(timeout=20)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stderr or ():
        said.append(line)
        found = _READY.search(line)
        if found:
            return found[0]
    raise AssertionError(f"`riskweave serve` ended with {process.wait()}: {''.join(said)}")


def _program() -> str:
    name = "riskweave.exe" if os.name == "nt" else "riskweave"
    return str(Path(sys.executable).with_name(name))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
