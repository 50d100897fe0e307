"""A load runs beside the server: every answer names one Book, and none fails."""

import threading
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.cli.demo import make
from api.pipeline import load_files, load_options
from api.settings import Settings
from api.wiring import Product
from ingest.demo.generate import generate
from ingest.load_report import Silent

READERS = 4


def hammer(client: TestClient, stop: threading.Event, books: list[str], wrong: list[str]) -> None:
    """Ask for everything again and again; note the Book of each answer and what was no answer."""
    party = client.get("/v1/parties?limit=1").json()["items"][0]["id"]
    paths = (
        "/v1/book",
        "/v1/search?q=宁川",
        "/v1/rings",
        f"/v1/parties/{party}",
        f"/v1/networks?party={party}",
    )
    while not stop.is_set():
        for path in paths:
            answer = client.get(path)
            if answer.status_code != 200:
                wrong.append(f"{path}: {answer.status_code} {answer.text}")
            elif book := answer.json().get("id" if path == "/v1/book" else "book"):
                books.append(book)


def test_a_load_beside_the_server_disturbs_no_answer(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path / "served")
    make(settings, seed=7, size=200)
    more = tmp_path / "more"
    generate(more, seed=8, companies=300)
    product, stop = Product(settings), threading.Event()
    books: list[list[str]] = [[] for _ in range(READERS)]
    wrong: list[str] = []
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        before = client.get("/v1/book").json()["id"]
        readers = [threading.Thread(target=hammer, args=(client, stop, mine, wrong)) for mine in books]
        for reader in readers:
            reader.start()
        sources = sorted(each for each in more.iterdir() if each.name != "truth")
        load_files(product, sources, load_options(product), then_refresh=True, progress=Silent())
        after = client.get("/v1/book").json()["id"]
        stop.set()
        for reader in readers:
            reader.join()
    assert not wrong
    assert before != after
    for mine in books:
        switched = mine.index(after) if after in mine else len(mine)
        assert set(mine[:switched]) == {before}
        assert set(mine[switched:]) <= {after}
