"""Debian's Chromium, and a page that notices whatever should not happen in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
_REPORT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (refused) => {
  window.violations.push(refused.violatedDirective);
});
"""


def chromium() -> str | None:
    """Return where Chromium is, None where it is not."""
    return os.environ.get("RISKWEAVE_CHROMIUM") or shutil.which("chromium")


@contextmanager
def opened_browser(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page and everything in it that no page of ours may do."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(_REPORT_VIOLATIONS)
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        self.page.on("request", self._noted)

    def assert_clean(self) -> None:
        """Nothing failed, nothing was refused by the policy, nothing ran, nobody else was asked."""
        assert self.faults == []
        assert self.abroad == []
        assert self.page.evaluate("window.violations") == []
        assert self.page.evaluate("window.ran === undefined")

    def open(self, address: str = "") -> Page:
        self.page.goto(self.home + address)
        return self.page

    def _noted(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if urlsplit(url).scheme in ("http", "https", "ws") and not url.startswith(self.home):
            self.abroad.append(url)
