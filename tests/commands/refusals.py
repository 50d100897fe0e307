"""Commands that must be refused, run in this process: what a process adds is tested once."""

import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest

from api.cli.main import run


def refused(*arguments: object, variables: Mapping[str, str] | None = None) -> str:
    """Run a command that must fail with one sentence, and return the sentence."""
    out, err = StringIO(), StringIO()
    with (
        pytest.MonkeyPatch.context() as here,
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        here.setattr(sys, "argv", ["riskweave", *map(str, arguments)])
        for name, value in (variables or {}).items():
            here.setenv(name, value)
        run()
    said = err.getvalue()
    assert (ended.value.code, out.getvalue()) == (1, ""), said
    assert said.count("\n") == 1, said
    assert said.startswith("riskweave: ")
    return said
