"""The HTML export in a real browser, opened from a folder as an investigator would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Watched
from tests.pictures.pictures import hostile_picture
from viz.page import page
from viz.picture import DrawnParty, Picture

PAINTED = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
}"""


@contextmanager
def exported(browser: Browser, folder: Path, picture: Picture) -> Iterator[Watched]:
    """Open the export of a picture and wait until it is drawn."""
    file = folder / "exported.html"
    file.write_text(page(picture), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    watched = Watched(context.new_page(), file.as_uri())
    watched.open()
    expect(watched.page.locator("body")).to_have_attribute("data-drawn", str(len(picture.parties)))
    yield watched
    context.close()


def clicked_upwards(opened: Page) -> str:
    """Click from the middle upwards, as the name stands below its node, and return what is said of it."""
    box = opened.locator("canvas").bounding_box()
    assert box is not None
    said = ""
    for higher in range(0, 80, 8):
        opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - higher)
        opened.wait_for_timeout(50)
        said = said or opened.get_by_role("status").inner_text()
    return said


def test_the_page_draws_without_asking_anybody(browser: Browser, tmp_path: Path) -> None:
    with exported(browser, tmp_path, hostile_picture()) as watched:
        assert watched.page.evaluate(PAINTED)
        assert watched.page.evaluate("performance.getEntriesByType('resource').length") == 0
        watched.assert_clean()


@pytest.mark.parametrize("party", hostile_picture().parties, ids=lambda party: party.id)
def test_a_click_on_a_hostile_name_shows_it_and_runs_nothing(
    browser: Browser, tmp_path: Path, party: DrawnParty
) -> None:
    alone = replace(hostile_picture(), parties=(party,), ties=())
    with exported(browser, tmp_path, alone) as watched:
        assert party.name in clicked_upwards(watched.page)
        expect(watched.page.locator("img")).to_have_count(0)
        watched.assert_clean()
