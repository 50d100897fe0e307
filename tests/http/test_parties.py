import math

import pytest
from fastapi.testclient import TestClient


def every_party(client: TestClient, **wanted: str) -> list[dict]:
    items, cursor = [], None
    while True:
        params = wanted | {"limit": "200"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/parties", params=params).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            assert len(items) == page["total"]
            return items


def test_the_portfolio_is_listed_riskiest_first_and_whole(client: TestClient) -> None:
    items = every_party(client, rated="true")
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)
    assert len({item["id"] for item in items}) == len(items)
    assert len(items) == client.get("/v1/book").json()["rated"]


def test_the_book_says_how_its_network_pds_were_solved(client: TestClient) -> None:
    solved = client.get("/v1/book").json()["contagion"]
    assert solved["sweeps"] > 1
    assert 0 <= solved["residual"] < 1e-12
    assert solved["radius"] > 0


def test_parties_without_a_row_of_their_own_stand_apart(client: TestClient) -> None:
    unrated = every_party(client, rated="false")
    book = client.get("/v1/book").json()
    assert len(unrated) == book["parties"] - book["rated"]
    assert not any(item["rated"] for item in unrated)
    assert all(item["grade"] is None for item in unrated)


@pytest.mark.parametrize(("name", "value"), [("grade", "red"), ("kind", "person"), ("role", "customer")])
def test_a_filter_leaves_only_what_fits(client: TestClient, name: str, value: str) -> None:
    items = every_party(client, **{name: value})
    assert items
    assert all(value in ([item[name]] if name != "role" else item["roles"]) for item in items)


def test_the_points_of_every_party_sum_to_its_score(client: TestClient) -> None:
    for row in every_party(client):
        party = client.get(f"/v1/parties/{row['id']}").json()
        if party["score"] is not None:
            total = math.fsum(reason["points"] for reason in party["reasons"])
            assert total == pytest.approx(party["score"], abs=1e-9)


def test_every_answer_says_what_it_rests_on_and_how_old_its_data_is(client: TestClient) -> None:
    book = client.get("/v1/book").json()
    rows = every_party(client, rated="true")
    party = client.get(f"/v1/parties/{rows[0]['id']}").json()
    assert book["versions"]["book"] == book["id"]
    assert all(each["versions"] == book["versions"] for each in (*rows, party))
    ages = [each["data_age_days"] for each in rows if each["data_age_days"] is not None]
    assert ages
    assert min(ages) >= 0


def test_every_reason_leads_to_rows_of_files(client: TestClient) -> None:
    riskiest = client.get("/v1/parties", params={"rated": "true", "limit": 30}).json()["items"]
    origins = [
        origin
        for row in riskiest
        for reason in client.get(f"/v1/parties/{row['id']}").json()["reasons"]
        for origin in reason["origins"]
    ]
    assert origins
    assert all(origin["file"] and origin["line"] >= 1 for origin in origins)


def test_names_identifiers_fields_facts_and_records_lead_to_rows_of_files(client: TestClient) -> None:
    rows = client.get("/v1/parties", params={"rated": "true", "limit": 30}).json()["items"]
    for row in rows:
        party = client.get(f"/v1/parties/{row['id']}").json()
        assert [each["name"] for each in party["names"]] == [party["name"], *party["other_names"]]
        assert party["names"][0]["origins"]
        parts = ("fields", "identifiers", "facts", "records")
        origins = [each["origin"] for part in parts for each in party[part]]
        origins += [origin for each in party["names"] for origin in each["origins"]]
        assert all(origin["file"] and origin["line"] >= 1 for origin in origins)
        told = {each["value"] for each in party["identifiers"] if each["kind"] == "email"}
        shown = next((each["value"] for each in party["fields"] if each["name"] == "emails"), "")
        assert told >= {each.lower() for each in shown.split("; ") if each}


def test_a_party_is_found_by_a_part_of_its_name(client: TestClient) -> None:
    row = client.get("/v1/parties", params={"rated": "true", "limit": 1}).json()["items"][0]
    hits = client.get("/v1/search", params={"q": row["name"][:4]}).json()["items"]
    assert row["id"] in [hit["id"] for hit in hits]


def test_an_unknown_party_is_a_problem_with_a_sentence(client: TestClient) -> None:
    answer = client.get("/v1/parties/p_aaaaaaaaaaaaaaaa")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "p_aaaaaaaaaaaaaaaa" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/v1/parties/nonsense", "/v1/parties?limit=0", "/v1/parties?grade=pink"])
def test_a_request_that_does_not_fit_says_where(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"]


def test_a_made_up_cursor_is_refused(client: TestClient) -> None:
    assert client.get("/v1/parties", params={"cursor": "%%%"}).status_code == 422
