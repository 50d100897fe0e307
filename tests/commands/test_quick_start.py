"""What is asked most often is answered without importing what the other commands need."""

import subprocess
import sys

import pytest

from api.cli.commands import COMMANDS, imported
from tests.commands.conftest import riskweave

COMPUTING = {"fastapi", "neo4j", "numba", "numpy", "pandas", "pyarrow", "pypinyin", "scipy"}


def loaded_by(statement: str) -> set[str]:
    """Return the packages that a fresh Python has loaded after the statement."""
    told = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_what_its_own_help_begins_with(name: str) -> None:
    command = imported(name)
    first_paragraph = " ".join(command.help.partition("\n\n")[0].split())
    assert (command.name, first_paragraph) == (name, COMMANDS[name][1])


def test_listing_the_commands_imports_none_of_them() -> None:
    listed = "from typer.testing import CliRunner; from api.cli.main import app"
    loaded = loaded_by(f"{listed}; assert 'party' in CliRunner().invoke(app, ['--help']).stdout")
    assert "typer" in loaded
    assert not loaded & (COMPUTING | {"pydantic", "sqlalchemy"})


@pytest.mark.parametrize("module", ["loads_commands", "job_commands", "serve_command"])
def test_commands_that_read_no_book_need_nothing_that_computes(module: str) -> None:
    assert not loaded_by(f"import api.cli.{module}, api.jobs.worker") & COMPUTING


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    done = riskweave("lods")
    assert done.returncode == 2
    assert "Did you mean 'loads'" in done.stderr
