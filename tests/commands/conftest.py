"""The real `riskweave` in processes of its own, over one small demo book."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]
LONGEST_S = 100


def start(*arguments: object, **options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "api.cli.main", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def riskweave(*arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=LONGEST_S)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a loaded and scored demo book; tests only read it."""
    folder = tmp_path_factory.mktemp("commands") / "demo"
    done = riskweave("demo", "--no-serve", "--size", "200", "--folder", folder)
    assert done.returncode == 0, done.stderr
    (folder / "said").write_text(done.stderr, encoding="utf-8")
    return folder


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the demo's folder that the test may spoil."""
    return Path(shutil.copytree(demo, tmp_path / "own"))
