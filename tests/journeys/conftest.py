"""One Chromium and one installed product with a served demo book for all journeys."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Watched, chromium, opened_browser
from tests.journeys.installed import Installed, install
from tests.journeys.product import Product, Served, make_demo, served

NO_CHROMIUM = (
    "NO CHROMIUM HERE: the journeys DID NOT RUN (apt-get install chromium, or set RISKWEAVE_CHROMIUM)"
)

SLOW_MS = 60_000
"""A product that was just installed compiles its kernels beside its first pages."""
expect.set_options(timeout=SLOW_MS / 3)


def required_chromium() -> str:
    """Return where Chromium is; without it the test is skipped, and fails in CI."""
    program = chromium()
    if program:
        return program
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(NO_CHROMIUM)
    pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with opened_browser(required_chromium()) as opened:
        yield opened


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    required_chromium()
    return install(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, installed: Installed) -> Product:
    made = Product(installed, tmp_path_factory.mktemp("journeys"))
    make_demo(made)
    return made


@pytest.fixture(scope="session")
def server(product: Product) -> Iterator[Served]:
    with served(product) as serving:
        yield serving


@pytest.fixture
def home(server: Served) -> str:
    return server.address


@pytest.fixture
def watched(browser: Browser, server: Served) -> Iterator[Watched]:
    """A page of the product; a test that fails shows what the server said meanwhile."""
    before = len(server.said())
    context = browser.new_context(viewport={"width": 1400, "height": 860}, locale="en-GB")
    context.set_default_timeout(SLOW_MS)
    yield Watched(context.new_page(), server.address)
    context.close()
    print(server.said()[before:])
