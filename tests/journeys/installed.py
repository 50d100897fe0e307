"""Riskweave as it is installed: the wheel of this checkout in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_S = 240


@dataclass(frozen=True)
class Installed:
    """The program `riskweave` and the Python of an environment without the checkout."""

    riskweave: Path
    python: Path
    packages: Path

    def environment(self) -> dict[str, str]:
        """Return the variables to run it with: none of them leads back to the checkout."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith("RISKWEAVE_")}
        return {**mine, "PYTHONPATH": "", "PYTHONUNBUFFERED": "1"}


def install(folder: Path) -> Installed:
    """Build the wheel, page and all, and install it in `folder`; this Python lends what it depends on."""
    wheel = _wheel(folder / "dist")
    environment = folder / "environment"
    _run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    _run(
        *(sys.executable, "-m", "pip", "--python", str(python), "install"),
        *("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)),
    )
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(_run(str(python), "-c", where).strip())
    # A line of a .pth file adds a folder, not what that folder's own .pth files name: no editable checkout.
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return Installed(programs / ("riskweave.exe" if os.name == "nt" else "riskweave"), python, packages)


def _wheel(out: Path) -> Path:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out))
    [made] = out.glob("*.whl")
    return made


def _run(*command: str) -> str:
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
    assert ended.returncode == 0, f"{' '.join(command)}: {ended.stdout}{ended.stderr}"
    return ended.stdout
