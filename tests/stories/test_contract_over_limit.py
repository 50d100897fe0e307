"""Story 7: the gaps of the contract stand among the customer's reasons, by name."""

import pytest

from analytics.wording import text
from tests.stories.told import Told

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book

GAPS = {"contract_over_limit", "contract_missing_clauses", "contract_competing_signatory"}


def test_the_contracts_gaps_are_cited_by_name(told: Told) -> None:
    story = told.story("contract_over_limit")
    (customer,) = told.members(story, "customer")
    reasons = told.book.explain(told.position(customer)).reasons
    cited = {reason.code: reason for reason in reasons if story["expect"]["contract"] in reason.records}
    assert cited.keys() >= GAPS
    assert all("HT-2026-9001" in text(cited[gap], "en") for gap in GAPS)


def test_each_missing_clause_is_named(told: Told) -> None:
    story = told.story("contract_over_limit")
    (customer,) = told.members(story, "customer")
    reasons = told.book.explain(told.position(customer)).reasons
    (missing,) = [reason for reason in reasons if reason.code == "contract_missing_clauses"]
    assert str(missing.values["clauses"]).split(", ") == story["expect"]["missing_clauses"]


def test_the_signatory_and_the_competitor_are_named(told: Told) -> None:
    (customer,) = told.members(told.story("contract_over_limit"), "customer")
    reasons = told.book.explain(told.position(customer)).reasons
    (signatory,) = [reason for reason in reasons if reason.code == "contract_competing_signatory"]
    sentence = text(signatory, "zh")
    assert "覃若曦" in sentence
    assert "朔原仪器仪表有限公司" in sentence
