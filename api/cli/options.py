"""Options that many commands have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.files import place_to_write

Store = Annotated[str | None, typer.Option(help="sqlite:///PATH, bolt://HOST:PORT or neo4j://HOST:PORT")]
Folder = Annotated[Path | None, typer.Option(help="Where the embedded store and the Books are kept")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON")]
Spoken = Annotated[Literal["en", "zh"], typer.Option("--language", help="The language of the sentences")]
Csv = Annotated[Path | None, typer.Option(help="Write the plain table to this file", callback=place_to_write)]
