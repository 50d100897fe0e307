import importlib.metadata
import re
from pathlib import Path

from api.errors import STATUS
from api.settings import Settings
from graph import errors

ROOT = Path(__file__).parents[2]
PACKAGES = ("analytics", "api", "book", "casebook", "cypher", "graph", "ingest", "viz")


def every_error(error: type[errors.RiskError]) -> set[type[errors.RiskError]]:
    return {error}.union(*(every_error(each) for each in error.__subclasses__()))


def test_every_deliberate_error_has_a_status() -> None:
    named = {each for each in every_error(errors.RiskError) if each.__module__ == errors.__name__}
    assert set(STATUS) == named


def test_every_deliberate_error_is_defined_in_one_place() -> None:
    assert {each.__module__ for each in every_error(errors.RiskError)} == {errors.__name__}


def test_our_package_names_belong_to_nobody_else() -> None:
    owners = importlib.metadata.packages_distributions()
    for package in PACKAGES:
        assert set(owners.get(package, ["riskweave"])) <= {"riskweave"}


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"RISKWEAVE_{name.upper()}" not in readme]
    assert not missing


def test_the_environment_is_read_by_the_settings_alone() -> None:
    readers = [
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if "explorer" not in file.parts
        and re.search(r"os\.environ|os\.getenv", file.read_text(encoding="utf-8"))
    ]
    assert set(readers) <= {"api/settings.py"}
