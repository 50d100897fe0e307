"""While the store is away the Book goes on being read, and the server says so."""

from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.servers.free_port import free_port


def test_reading_goes_on_from_the_book_while_the_store_is_away(demo: Settings) -> None:
    away = demo.model_copy(update={"store": f"bolt://127.0.0.1:{free_port()}"})
    with TestClient(create_app(away), base_url="http://localhost") as client:
        assert client.get("/readyz").json()["store"] == "StoreUnavailable"
        assert client.get("/v1/book").status_code == 200
        assert client.get("/v1/parties").json()["total"]


def test_a_book_that_is_gone_is_a_problem_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "current").write_text("000001-1-abcdef012345", encoding="utf-8")
    with TestClient(create_app(Settings(folder=tmp_path)), base_url="http://localhost") as client:
        answer = client.get("/v1/parties")
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
        assert "riskweave score" in answer.json()["detail"]
