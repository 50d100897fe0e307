"""Which programs and libraries this is made of."""

import platform
import shutil
from importlib.metadata import version
from importlib.resources import files

from api.doctor.findings import Finding, Findings, Level
from book.manifest import engine_version

_NAMED = ("apsw", "neo4j", "numpy", "numba", "pyarrow", "pandas", "fastapi", "SQLAlchemy")


def examine_programs() -> Findings:
    """Tell the versions, and what is there besides Python."""
    ours = f"riskweave {engine_version()} on Python {platform.python_version()}, {platform.platform()}"
    yield Finding("program", Level.FINE, ours)
    libraries = ", ".join(f"{name} {version(name)}" for name in _NAMED)
    yield Finding("program", Level.FINE, libraries)
    java = shutil.which("java")
    yield Finding("program", Level.FINE, f"Java is {'there' if java else 'not there'}; only Neo4j needs it")
    if not files("viz").joinpath("static").joinpath("index.html").is_file():
        yield Finding("program", Level.NOTE, "The explorer's page was not built; the API works without it")
