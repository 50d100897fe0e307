"""What the Dockerfile and docker-compose.yml promise, read from them; where Docker is, it reads them too."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings
from tests.servers.neo4j_jars import VERSION

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "RISKWEAVE_STORE_PASSWORD"
Instruction = tuple[str, str]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


@pytest.fixture(scope="module")
def instructions() -> list[Instruction]:
    """Return the Dockerfile as (word, rest), with continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def last(instructions: list[Instruction], word: str) -> str:
    return [rest for each, rest in instructions if each == word][-1]


def image_environment(instructions: list[Instruction]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in shlex.split(last(instructions, "ENV")))


def test_every_port_is_published_on_the_loopback_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_no_password_stands_in_the_file(services: dict[str, Any]) -> None:
    required = f"${{{PASSWORD}:?"
    assert services["neo4j"]["environment"]["NEO4J_AUTH"].startswith(f"neo4j/{required}")
    assert services["riskweave"]["environment"][PASSWORD].startswith(required)


def test_the_database_is_the_version_that_the_tests_run_on(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{VERSION}-community"


def test_riskweave_waits_for_a_database_that_answers(services: dict[str, Any]) -> None:
    assert services["riskweave"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["healthcheck"]["test"]


def test_what_must_last_lies_in_volumes(services: dict[str, Any], instructions: list[Instruction]) -> None:
    kept = {volume.split(":")[1] for service in services.values() for volume in service["volumes"]}
    assert kept == {"/data", image_environment(instructions)["RISKWEAVE_FOLDER"]}


def test_the_settings_of_the_container_are_settings(
    services: dict[str, Any], instructions: list[Instruction], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {**image_environment(instructions), **services["riskweave"]["environment"]}
    ours = {name: value for name, value in told.items() if name.startswith("RISKWEAVE_")}
    assert {name.removeprefix("RISKWEAVE_").lower() for name in ours} <= set(Settings.model_fields)
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    settings.require_loopback()
    assert (settings.host, settings.store) == ("0.0.0.0", "bolt://neo4j:7687")


def test_the_port_is_the_one_that_is_served_and_asked(
    services: dict[str, Any], instructions: list[Instruction]
) -> None:
    port = Settings.model_fields["port"].default
    assert services["riskweave"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert last(instructions, "EXPOSE") == str(port)
    assert f":{port}/healthz" in last(instructions, "HEALTHCHECK")


def test_the_container_serves_as_somebody_without_rights(instructions: list[Instruction]) -> None:
    assert last(instructions, "USER") == "riskweave"
    assert last(instructions, "CMD") == '["riskweave", "serve"]'


def test_the_image_that_runs_holds_neither_sources_nor_build_tools(instructions: list[Instruction]) -> None:
    stages = [number for number, (word, _) in enumerate(instructions) if word == "FROM"]
    copied = [rest for word, rest in instructions[stages[-1] :] if word == "COPY"]
    assert len(stages) == 2
    assert copied == ["--from=build /opt/riskweave /opt/riskweave"]


def test_every_dependency_is_installed_by_its_hash(instructions: list[Instruction]) -> None:
    runs = " ".join(rest for word, rest in instructions if word == "RUN")
    assert "--require-hashes -r requirements/run.txt" in runs
    assert (ROOT / "requirements" / "run.txt").is_file()


def test_all_that_the_wheel_is_built_from_reaches_docker() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = re.search(r"\[tool\.hatch\.build\.targets\.wheel\]\npackages = \[(.+)\]", told)
    assert packages
    needed = [each.strip(' "') for each in packages[1].split(",")]
    assert ignored[0] == "*"
    assert {
        f"!{each}" for each in [*needed, "pyproject.toml", "README.md", "LICENSE", "hatch_build.py"]
    } <= set(ignored)


@pytest.mark.parametrize("given", [True, False], ids=["with a password", "without a password"])
def test_docker_compose_takes_the_file_only_with_a_password(given: bool, tmp_path: Path) -> None:
    if not _compose_is_here():
        pytest.skip("DOCKER COMPOSE IS NOT HERE: docker-compose.yml was only read as YAML")
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD}
    password = {PASSWORD: "for-this-check"} if given else {}
    asked = subprocess.run(
        [
            "docker",
            "compose",
            "--env-file",
            os.devnull,
            "-f",
            str(ROOT / "docker-compose.yml"),
            "config",
            "-q",
        ],
        cwd=tmp_path,
        env={**environment, **password},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (asked.returncode == 0) is given, asked.stderr
    assert given or PASSWORD in asked.stderr


def _compose_is_here() -> bool:
    if not shutil.which("docker"):
        return False
    asked = subprocess.run(["docker", "compose", "version"], capture_output=True, timeout=60, check=False)
    return asked.returncode == 0
