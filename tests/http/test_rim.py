import json

from fastapi.testclient import TestClient

from api.security import CONTENT_SECURITY_POLICY


def test_a_server_without_a_book_is_alive_but_not_ready(nothing_loaded: TestClient) -> None:
    assert nothing_loaded.get("/healthz").status_code == 200
    answer = nothing_loaded.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "riskweave load" in answer.json()["detail"]


def test_ready_tells_the_book_and_the_state_of_the_store(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["store"] == "available"
    assert ready["age_s"] >= 0


def test_every_answer_carries_the_policy_and_a_request_id(client: TestClient) -> None:
    for path in ("/", "/v1/book", "/v1/parties/none", "/nowhere"):
        answer = client.get(path, headers={"X-Request-ID": "asked-1"})
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-request-id"] == "asked-1"


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/book", headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_change_from_another_origin_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/runs", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_run_is_queued_and_stays_readable(client: TestClient) -> None:
    answer = client.post("/v1/runs")
    assert answer.status_code == 202
    run = client.get(answer.headers["location"]).json()
    assert run["state"] == "queued"
    assert run["id"] == answer.json()["id"]


def test_the_api_describes_itself_without_a_foreign_script(client: TestClient) -> None:
    description = client.get("/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert "/v1/parties/{party_id}" in description["paths"]
    assert "cdn" not in json.dumps(description)
    assert client.get("/docs").status_code == 404


def test_every_path_answers_problems_as_problem_json(client: TestClient) -> None:
    for path in ("/v1/nothing", "/v1/runs/999999", "/v1/rings/none"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404
