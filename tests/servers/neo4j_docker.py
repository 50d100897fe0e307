"""Neo4j in a container, where a Docker engine answers."""

import shutil
import subprocess

from testcontainers.core.container import DockerContainer

from tests.servers.answers import wait_for_answer
from tests.servers.free_port import free_port

IMAGE = "neo4j:5.26.14-community"
PASSWORD = "only-for-the-tests"  # of a throw-away container on the loopback
BOLT = 7687


def engine_answers() -> bool:
    """Whether a Docker engine can be asked; quick when there is none."""
    if not shutil.which("docker"):
        return False
    asked = subprocess.run(
        ["docker", "version", "--format", "{{.Server.Version}}"],
        capture_output=True,
        timeout=20,
        check=False,
    )
    return asked.returncode == 0


class Container:
    """One container for the session, on a fixed port so that a restart keeps its address."""

    how = f"Docker image {IMAGE}"

    def __init__(self) -> None:
        port = free_port()
        self.uri = f"bolt://127.0.0.1:{port}"
        self._container = (
            DockerContainer(IMAGE)
            .with_env("NEO4J_AUTH", f"neo4j/{PASSWORD}")
            .with_env("NEO4J_server_memory_heap_max__size", "700m")
            .with_env("NEO4J_server_memory_pagecache_size", "128m")
            .with_bind_ports(BOLT, port)
        )
        self._created = False

    def start(self) -> None:
        if self._created:
            self._container.get_wrapped_container().start()
        else:
            self._container.start()
            self._created = True
        wait_for_answer(self.uri, "neo4j", PASSWORD, within_s=120, alive=lambda: True)

    def stop(self) -> None:
        if self._created:
            self._container.get_wrapped_container().stop()

    def kill(self) -> None:
        self._container.get_wrapped_container().kill()
