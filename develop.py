"""Set up and run Riskweave from a clone with nothing but Python: `python3 develop.py demo` or `… test`.

demo [ARGS]   make the environment, then `riskweave demo ARGS`
test [ARGS]   make the environment, then every check and the tests; ARGS go to pytest
setup         make the environment for both and stop
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / "python"
BUILT_FROM = ("pyproject.toml", "hatch_build.py", "viz/explorer")


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit code."""
    match arguments:
        case ["demo", *rest]:
            set_up("run.txt")
            return call([SCRIPTS / "riskweave", "demo", *rest])
        case ["test", *rest]:
            set_up("test.txt")
            return check(rest)
        case ["setup"]:
            set_up("test.txt")
            return 0
        case _:
            sys.stderr.write(__doc__ or "")
            return 2


def set_up(requirements: str) -> None:
    """Bring `.venv` to what the lock file and the sources of the build say, or do nothing if it is so."""
    wanted = HERE / "requirements" / requirements
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if not _done(requirements, digest([wanted])):
        must([*pip, "--require-hashes", "--requirement", wanted])
        _mark(requirements, digest([wanted]))
    sources = digest([HERE / name for name in BUILT_FROM])
    if not _done("package", sources):
        must([*pip, "--no-deps", "--editable", HERE])
        _mark("package", sources)


def check(arguments: list[str]) -> int:
    """Run every check even where one fails, then the tests; return 0 only if all were green."""
    explorer = HERE / "viz" / "explorer"
    checks: list[list[str | Path]] = [
        [SCRIPTS / "ruff", "check", "."],
        [SCRIPTS / "ruff", "format", "--check", "."],
        [SCRIPTS / "mypy"],
        [SCRIPTS / "pyright", "--pythonpath", PYTHON],
        [SCRIPTS / "lint-imports"],
        [PYTHON, explorer / "check.py"],
        [PYTHON, "-m", "pytest", *side_by_side(), *arguments],
    ]
    failed = [" ".join(map(str, each)) for each in checks if call(each) != 0]
    for each in failed:
        sys.stderr.write(f"failed: {each}\n")
    return 1 if failed else 0


def side_by_side() -> list[str | Path]:
    """Return the options that run two tests at once, each side with a server of its own.

    Files are begun in the order of the tests' own, the longest first, instead of those with the most tests.
    """
    if "NEO4J_URI" in os.environ:
        return []
    return ["--numprocesses=2", "--dist=loadgroup", "--no-loadscope-reorder"]


def digest(places: list[Path]) -> str:
    """Return a hash of the files at these places, without what a build leaves behind."""
    seen = hashlib.sha256()
    for place in places:
        inside = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in inside:
            if file.is_file() and not {"node_modules", "__pycache__"} & set(file.parts):
                seen.update(file.relative_to(HERE).as_posix().encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()


def call(command: list[str | Path]) -> int:
    """Run a command in the clone and return its exit code."""
    sys.stderr.write("+ " + " ".join(map(str, command)) + "\n")
    try:
        return subprocess.run(list(map(str, command)), cwd=HERE, check=False).returncode
    except KeyboardInterrupt:
        return 130


def must(command: list[str | Path]) -> None:
    """Run a command and stop here if it fails."""
    if call(command) != 0:
        sys.exit("The environment could not be made; the lines above say why")


def _done(name: str, state: str) -> bool:
    mark = ENVIRONMENT / f"riskweave-{name}"
    return mark.exists() and mark.read_text() == state


def _mark(name: str, state: str) -> None:
    (ENVIRONMENT / f"riskweave-{name}").write_text(state)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
