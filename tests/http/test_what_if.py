import pytest
from fastapi.testclient import TestClient

NOBODY, NO_TIE = "p_" + "a" * 16, "0" * 32


@pytest.fixture(scope="module")
def riskiest(client: TestClient) -> dict[str, object]:
    """Return the first customer of the portfolio that a tie could better."""
    rows = client.get("/v1/parties", params={"role": "customer", "limit": 50}).json()["items"]
    return next(row for row in rows if row["grade"] == "red" and row["network_pd"] > 2 * row["standalone_pd"])


def test_a_failing_supplier_is_told_by_round_with_money(client: TestClient) -> None:
    supplier = client.get("/v1/parties", params={"role": "supplier"}).json()["items"][0]
    answer = client.post("/v1/whatif", json={"fail": [supplier["id"]], "sampled": 500, "limit": 5})
    told = answer.json()
    assert answer.status_code == 200
    assert told["rounds"][0]["reached"][0]["id"] == supplier["id"]
    assert len(told["changes"]) <= 5
    assert told["changes"][0]["score_before"] == pytest.approx(supplier["score"])
    assert told["changes"][0]["failed"] is True
    assert told["lost"] == pytest.approx(sum(each["lost"] for each in told["rounds"]))
    assert told["sampled"]["worlds"] == 500
    assert told["text"]["en"]
    assert told["text"]["zh"]


def test_a_what_if_changes_nothing_that_is_stored(client: TestClient, riskiest: dict[str, str]) -> None:
    before = client.get(f"/v1/parties/{riskiest['id']}").json()
    client.post("/v1/whatif", json={"fail": [riskiest["id"]]})
    assert client.get(f"/v1/parties/{riskiest['id']}").json() == before


def test_nothing_supposed_changes_nobody(client: TestClient) -> None:
    told = client.post("/v1/whatif", json={}).json()
    assert (told["code"], told["changes"], told["added"]) == ("what_if_nobody", [], 0.0)


def test_removing_the_smallest_set_betters_the_grade(client: TestClient, riskiest: dict[str, str]) -> None:
    found = client.get(f"/v1/parties/{riskiest['id']}/smallest-set").json()
    assert found["grade"] == riskiest["grade"]
    keys = [key for each in found["relationships"] for key in each["keys"]]
    told = client.post("/v1/whatif", json={"remove": keys, "limit": 500}).json()
    [changed] = [each for each in told["changes"] if each["id"] == riskiest["id"]]
    assert changed["grade_after"] == found["grade_without"]


def test_a_tie_may_weigh_otherwise_or_be_new(client: TestClient, riskiest: dict[str, str]) -> None:
    network = client.get("/v1/networks", params={"party": riskiest["id"]}).json()
    edge = next(each for each in network["edges"] if each["rate"])
    other = next(each["id"] for each in network["nodes"] if each["id"] != riskiest["id"])
    weaker = client.post("/v1/whatif", json={"change": [{"key": edge["key"], "rate": 0}]}).json()
    assert weaker["added"] <= 0
    new = {"kind": "OWES", "source": other, "target": riskiest["id"], "rate": 0.5}
    assert client.post("/v1/whatif", json={"add": [new]}).json()["added"] >= 0


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ({"fail": [NOBODY]}, 404, "fail[0]"),
        ({"remove": [NO_TIE]}, 404, "remove[0]"),
        ({"change": [{"key": NO_TIE, "rate": 0.5}]}, 404, "change[0]"),
        ({"add": [{"kind": "OWES", "source": NOBODY, "target": NOBODY, "rate": 0.5}]}, 404, "add[0].source"),
        ({"change": [{"key": NO_TIE, "rate": 1.5}]}, 422, "/body/change/0/rate"),
        ({"change": [{"key": NO_TIE}]}, 422, "exactly one of rate"),
        ({"fail": ["nobody"]}, 422, "/body/fail/0"),
        ({"fial": []}, 422, "/body/fial"),
        ({"sampled": 10**9}, 422, "/body/sampled"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_its_place(
    client: TestClient, body: dict[str, object], status: int, place: str
) -> None:
    answer = client.post("/v1/whatif", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert place in answer.text


def test_paths_of_risk_cover_what_they_say(client: TestClient, riskiest: dict[str, str]) -> None:
    told = client.get(f"/v1/parties/{riskiest['id']}/contributions").json()
    assert sum(each["points"] for each in told["paths"]) == pytest.approx(told["covered"], abs=1e-9)
    assert told["covered"] + told["residual"] == pytest.approx(riskiest["score"], abs=1e-6)
    assert all(each["path"][-1]["id"] == riskiest["id"] for each in told["paths"])


def test_paths_to_flagged_parties_say_what_flags_them(client: TestClient, riskiest: dict[str, str]) -> None:
    told = client.get("/v1/paths/flagged", params={"from": riskiest["id"]}).json()
    assert told["paths"]
    ends = {path["nodes"][-1] for path in told["paths"]}
    assert {each["id"] for each in told["flagged"]} == ends
    assert all(
        flag["text"]["en"] and flag["text"]["zh"] for each in told["flagged"] for flag in each["flags"]
    )
    assert client.get("/v1/paths/flagged", params={"from": riskiest["id"], "flag": "odd"}).status_code == 422
