import pytest
from fastapi.testclient import TestClient


def everybody(client: TestClient) -> list[dict]:
    items, cursor = [], None
    while True:
        params = {"limit": "40"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/importance", params=params).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            assert len(items) == page["total"]
            return items


def test_the_list_runs_from_the_most_important_to_the_last_who_hurts_anybody(client: TestClient) -> None:
    items = everybody(client)
    assert len({item["id"] for item in items}) == len(items) > 40
    assert [item["esri"] for item in items] == sorted((item["esri"] for item in items), reverse=True)
    assert all(item["esri"] > 0 or item["money_lost"] > 0 for item in items)
    assert all(item["error"] < 1e-5 for item in items)


def test_measures_are_named_in_two_languages(client: TestClient) -> None:
    page = client.get("/v1/importance", params={"limit": 1}).json()
    assert "ESRI" in page["measures"]["esri"]["en"]
    assert "系统重要性" in page["measures"]["esri"]["zh"]
    assert all(note["en"] and note["zh"] for note in page["notes"])


def test_one_party_says_the_same_as_the_list_and_whom_it_hurts(client: TestClient) -> None:
    for item in everybody(client)[:5]:
        told = client.get(f"/v1/parties/{item['id']}/importance", params={"limit": 3}).json()
        assert told["esri"] == pytest.approx(item["esri"], abs=1e-5)
        assert told["money_lost"] == pytest.approx(item["money_lost"], rel=1e-6)
        assert told["settled"]
        for hurt in (told["production"], told["equity"], told["house"]):
            assert len(hurt["items"]) == min(3, hurt["total"])
            money = [each["money"] for each in hurt["items"]]
            assert money == sorted(money, reverse=True)
            assert item["id"] not in [each["id"] for each in hurt["items"]]


def test_some_supplier_stops_something_at_our_house(client: TestClient) -> None:
    told = [client.get(f"/v1/parties/{item['id']}/importance").json() for item in everybody(client)[:60]]
    stops = [each for each in told if each["house"]["total"]]
    assert stops
    house = client.get(f"/v1/parties/{stops[0]['house']['items'][0]['id']}").json()
    assert "house" in house["roles"]


def test_an_unknown_party_and_a_made_up_cursor_are_problems(client: TestClient) -> None:
    assert client.get("/v1/parties/p_aaaaaaaaaaaaaaaa/importance").status_code == 404
    assert client.get("/v1/importance", params={"cursor": "%%%"}).status_code == 422
    assert client.get("/v1/importance", params={"limit": 0}).status_code == 422


def test_before_the_first_book_there_is_none(nothing_loaded: TestClient) -> None:
    answer = nothing_loaded.get("/v1/importance")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
