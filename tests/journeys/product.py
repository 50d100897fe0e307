"""The real product in a folder of its own: a demo book with hostile names in it, and `riskweave serve`."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.installed import Installed

HOSTILE_NAMES = (
    '<img src=x onerror="window.ran=1">',
    "<script>window.ran=2</script>",
    "'; MATCH (n) DETACH DELETE n //",
    '=cmd|" /C calc"!A0',
    "javascript:window.ran=3",
)
_READY = re.compile(r"http://\S+")
_LONGEST_S = 240
_START_S = 60


@dataclass(frozen=True)
class Product:
    """An installed Riskweave and the folder of its data, which is also where it runs."""

    installed: Installed
    folder: Path

    def riskweave(self, *arguments: str) -> None:
        """Run a command and fail with what it said if it fails."""
        ended = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.installed.environment(),
            capture_output=True,
            text=True,
            timeout=_LONGEST_S,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr

    def command(self, *arguments: str) -> list[str]:
        return [str(self.installed.riskweave), *arguments, "--folder", str(self.folder)]


@dataclass(frozen=True)
class Served:
    """A server at `address`; `log` is the file with everything that it said."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


def make_demo(product: Product) -> None:
    """Load a small demo book and a source with hostile names."""
    product.riskweave("demo", "--no-serve", "--no-open", "--size", "300")
    load_hostile(product, "hostile")


def load_hostile(product: Product, source: str) -> None:
    """Load companies with hostile names that supply each other, as a source of this name."""
    files = product.folder / f"{source}-files"
    files.mkdir(parents=True)
    rows = [f"{source}{i},{_quoted(name)}" for i, name in enumerate(HOSTILE_NAMES)]
    (files / "companies.csv").write_text("\n".join(["source_key,name", *rows]) + "\n", encoding="utf-8")
    supplies = [f"{source}{i},{source}0,{_quoted(name)}" for i, name in enumerate(HOSTILE_NAMES) if i]
    (files / "supplies.csv").write_text(
        "\n".join(["supplier,buyer,product", *supplies]) + "\n", encoding="utf-8"
    )
    product.riskweave("load", str(files), "--source", source)


@contextmanager
def served(product: Product, name: str = "serve") -> Iterator[Served]:
    """Serve on a free port; what the server says goes to `NAME.log`, so that it never waits for a reader."""
    log = product.folder / f"{name}.log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            product.command("serve", "--no-open", "--port", "0"),
            cwd=product.folder,
            env=product.installed.environment(),
            stdout=said,
            stderr=said,
            text=True,
        )
    try:
        yield Served(_address(process, log), process, log)
    finally:
        process.kill()
        process.wait(timeout=20)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        ended = process.poll()
        found = _READY.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[0]
        if ended is not None:
            break
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace")
    raise AssertionError(f"`riskweave serve` gave no address (exit code {process.poll()}): {said}")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
