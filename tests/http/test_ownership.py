import pytest
from fastapi.testclient import TestClient

OWNER, CUSTOMER = "沈砚舟", "沚兰电子科技有限公司"


def id_of(client: TestClient, name: str) -> str:
    hits = client.get("/v1/search", params={"q": name}).json()["items"]
    return next(hit["id"] for hit in hits if hit["name"] == name)


def test_the_person_behind_three_layers_is_told_with_the_rows_that_prove_it(client: TestClient) -> None:
    told = client.get(f"/v1/ownership/{id_of(client, CUSTOMER)}").json()
    (owner,) = told["beneficial_owners"]
    (chain,) = owner["chains"]
    assert owner["name"] == OWNER
    assert owner["control"] == "certain"
    assert owner["low"] == pytest.approx(0.8 * 0.7 * 0.6)
    assert [each["owner"]["name"] for each in chain["stakes"]][0] == OWNER
    assert all(each["relationships"] and each["origins"][0]["line"] > 1 for each in chain["stakes"])
    assert "33.6%" in chain["text"]["zh"]


def test_stakes_of_a_chain_are_relationships_that_can_be_read(client: TestClient) -> None:
    told = client.get(f"/v1/ownership/{id_of(client, CUSTOMER)}").json()
    for stake in told["beneficial_owners"][0]["chains"][0]["stakes"]:
        tie = client.get(f"/v1/relationships/{stake['relationships'][0]}").json()
        assert (tie["kind"], tie["source"], tie["target"]) == ("OWNS", stake["owner"], stake["owned"])


def test_the_owner_controls_nine_firms_that_are_one_group(client: TestClient) -> None:
    told = client.get(f"/v1/ownership/{id_of(client, OWNER)}").json()
    assert [each["control"] for each in told["holdings"]] == ["certain"] * 9
    assert told["group"]["head"]["name"] == OWNER
    assert told["group"]["size"] == 10


def test_long_lists_are_cut_and_counted(client: TestClient) -> None:
    told = client.get(f"/v1/ownership/{id_of(client, OWNER)}", params={"limit": 2}).json()
    assert (len(told["holdings"]), told["more_holdings"]) == (2, 7)
    assert (len(told["group"]["members"]), told["group"]["size"]) == (2, 10)


def test_an_unknown_party_and_a_wrong_limit_are_refused(client: TestClient) -> None:
    assert client.get("/v1/ownership/p_aaaaaaaaaaaaaaaa").status_code == 404
    assert client.get("/v1/ownership/nonsense").status_code == 422
    assert client.get(f"/v1/ownership/{id_of(client, OWNER)}", params={"limit": 0}).status_code == 422


def test_groups_are_listed_whole_with_figures_that_fit_them(client: TestClient) -> None:
    items, cursor = [], None
    while True:
        params = {"limit": "100"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/groups", params=params).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(items) == page["total"]
    assert page["houses"] > 0
    amounts = [each["amount"] for each in items]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) == pytest.approx(page["exposure"])
    assert sum(each["share"] ** 2 for each in items) == pytest.approx(page["herfindahl"])
    assert sum(each["share"] for each in items[:5]) == pytest.approx(page["largest_5"])
    assert OWNER in [each["head"]["name"] for each in items]


def test_dependence_joins_more_parties_and_moves_no_money(client: TestClient) -> None:
    plain, joined = (
        client.get("/v1/groups", params={"dependence": each, "limit": 1}).json() for each in (False, True)
    )
    together = [each["exposure"] + each["within_own"] for each in (plain, joined)]
    assert together[0] == pytest.approx(together[1])


def test_before_the_first_book_there_are_no_groups(nothing_loaded: TestClient) -> None:
    assert nothing_loaded.get("/v1/groups").status_code == 503


def test_the_first_page_lists_groups_by_their_heads_and_they_are_no_less_concentrated(
    client: TestClient,
) -> None:
    found = {each["by"]: each for each in client.get("/v1/portfolio").json()["concentration"]}
    assert found["group"]["index"] >= found["customer"]["index"] > 0
    assert all(each["name"] for each in found["group"]["largest"])
