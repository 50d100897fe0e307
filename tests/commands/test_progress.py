from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from api.cli.console import Bar
from graph.store import GraphStore
from ingest.load import LoadOptions, load
from tests.loading.examples import TODAY, write


def test_the_bar_of_a_load_is_as_long_as_its_file(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bars = Progress(console=Console(file=StringIO()))
    with store.lease("a test", wait_s=1) as token:
        load(store, [path], LoadOptions(), token=token, today=TODAY, progress=Bar(bars))
    (bar,) = bars.tasks
    assert (bar.description, bar.completed, bar.total) == ("Reading companies from companies.csv", 2, 2)
