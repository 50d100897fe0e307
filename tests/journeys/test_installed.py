"""What the journeys click through is the wheel, not the checkout beside it."""

import subprocess
from pathlib import Path

from tests.journeys.installed import Installed


def test_the_journeys_run_what_the_wheel_brought(installed: Installed, tmp_path: Path) -> None:
    ask = "import api, viz; print(api.__file__); print(viz.__path__[0])"
    said = subprocess.run(
        [str(installed.python), "-c", ask],
        cwd=tmp_path,
        env=installed.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.splitlines()
    assert said
    assert all(Path(each).is_relative_to(installed.packages) for each in said)
