"""Checks the explorer as a developer does: `python viz/explorer/check.py` is `build.py check`."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.argv[1:] = ["check"]
    runpy.run_path(str(Path(__file__).with_name("build.py")), run_name="__main__")
