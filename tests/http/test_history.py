"""History over HTTP, on the demo book: it comes from the store, and says so while that is away."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.servers.free_port import free_port


@pytest.fixture
def riskiest(client: TestClient) -> str:
    row = client.get("/v1/parties", params={"rated": "true", "limit": 1}).json()["items"][0]
    return str(row["id"])


def test_a_party_has_its_history_down_to_lines_of_files(client: TestClient, riskiest: str) -> None:
    told = client.get(f"/v1/parties/{riskiest}/history").json()
    assert (told["id"], told["stands"], told["moved_from"]) == (riskiest, True, None)
    loads = {each["id"]: each for each in told["loads"]}
    versions = [
        version
        for part in ("records", "identifiers", "ties", "facts")
        for each in told[part]
        for version in each["versions"]
    ]
    assert versions
    for version in versions:
        files = {file["name"]: file["sha256"] for file in loads[version["load"]]["files"]}
        assert len(files[version["origin"]["file"]]) == 64
        assert version["origin"]["line"] >= 1
        assert version["known"]["since"] == loads[version["load"]]["published_at"]


def test_a_tie_has_its_history(client: TestClient) -> None:
    rows = client.get("/v1/parties", params={"role": "customer", "limit": 20}).json()["items"]
    histories = (client.get(f"/v1/parties/{row['id']}/history").json() for row in rows)
    tie = next(each["ties"][0] for each in histories if each["ties"])
    told = client.get(f"/v1/relationships/{tie['key']}/history").json()
    assert (told["kind"], told["versions"]) == (tie["kind"], tie["versions"])


def test_nothing_was_known_before_anything_was_loaded(client: TestClient, riskiest: str) -> None:
    answer = client.get(f"/v1/parties/{riskiest}/history", params={"known_at": "2001-01-01T00:00:00Z"})
    assert answer.status_code == 404
    assert "nobody's id" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    ["/v1/parties/p_aaaaaaaaaaaaaaaa/history", f"/v1/relationships/{'0' * 32}/history"],
)
def test_what_never_was_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "known_at=yesterday", "valid_on=2024-13-01"])
def test_a_question_that_does_not_fit_is_refused(client: TestClient, riskiest: str, query: str) -> None:
    assert client.get(f"/v1/parties/{riskiest}/history?{query}").status_code == 422


def test_while_the_store_is_away_the_party_is_shown_and_its_history_is_not(
    demo: Settings, riskiest: str
) -> None:
    away = demo.model_copy(update={"store": f"bolt://127.0.0.1:{free_port()}"})
    with TestClient(create_app(away), base_url="http://localhost") as client:
        party = client.get(f"/v1/parties/{riskiest}")
        assert all(each["origin"]["line"] for each in party.json()["fields"])
        answer = client.get(f"/v1/parties/{riskiest}/history")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "does not answer" in answer.json()["detail"]
