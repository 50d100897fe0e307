"""Neo4j Community from the jars that Maven brings: a real server on a machine without Docker."""

import atexit
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from tests.servers.answers import wait_for_answer
from tests.servers.free_port import free_port

VERSION = "5.26.14"
PASSWORD = "only-for-the-tests"  # of a throw-away server on the loopback
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>riskweave.tests</groupId><artifactId>neo4j</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.max_size=700m
server.memory.pagecache.size=128m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
db.logs.query.enabled=OFF
dbms.usage_report.enabled=false
"""
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
FOLDERS = ("conf", "data", "logs", "run", "import", "plugins")
QUICK_TO_WARM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A server that lives for minutes gains more from starting fast than from running fast."""
START_S = 120.0


def jars() -> Path | None:
    """Return the folder of the jars when an earlier run has brought them."""
    folder = user_cache_path("riskweave-tests") / f"neo4j-{VERSION}"
    return folder if folder.is_dir() else None


def fetch_jars() -> Path:
    """Bring the jars (116 MB, half a minute the first time) into the user's cache folder."""
    if known := jars():
        return known
    cache = user_cache_path("riskweave-tests", ensure_exists=True)
    with tempfile.TemporaryDirectory(dir=cache) as half_way:
        Path(half_way, "pom.xml").write_text(POM, encoding="utf-8")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
        subprocess.run(["mvn", "-q", "-B", *goal], cwd=half_way, check=True, timeout=600)
        finished = cache / f"neo4j-{VERSION}"
        if not finished.is_dir():
            Path(half_way, "lib").rename(finished)
    return finished


def _die_with_the_tests() -> None:
    """Let Linux end the server when the tests were killed and could not end it themselves."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Process:
    """One server process of its own process group, with its data in a temporary folder."""

    how = f"Neo4j {VERSION} from Maven's jars"

    def __init__(self, home: Path, port: int) -> None:
        self.uri = f"bolt://127.0.0.1:{port}"
        self._home = home
        self._running: subprocess.Popen[bytes] | None = None

    @classmethod
    def install(cls) -> "Process":
        """Make a server's home with a password set; it is removed when the session ends."""
        lib = fetch_jars()
        home = Path(tempfile.mkdtemp(prefix="riskweave-neo4j-"))
        for folder in FOLDERS:
            (home / folder).mkdir()
        (home / "lib").symlink_to(lib)
        port = free_port()
        (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port), encoding="utf-8")
        process = cls(home, port)
        atexit.register(process.discard)
        process._run_admin("dbms", "set-initial-password", PASSWORD)
        return process

    def start(self) -> None:
        if self._running and self._running.poll() is None:
            return
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self._home}"]
        with (self._home / "logs" / "console.log").open("ab") as log:
            self._running = subprocess.Popen(
                [*self._java("-Xmx700m"), *entry, f"--config-dir={self._home / 'conf'}", "--console-mode"],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_the_tests,
            )
        running = self._running
        wait_for_answer(self.uri, "neo4j", PASSWORD, within_s=START_S, alive=lambda: running.poll() is None)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def discard(self) -> None:
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._running and self._running.poll() is None:
            os.killpg(self._running.pid, how)
            self._running.wait(timeout=60)

    def _run_admin(self, *arguments: str) -> None:
        subprocess.run(
            [*self._java("-Xmx256m"), "org.neo4j.server.startup.Neo4jAdminCommand", *arguments],
            env=self._environment(),
            check=True,
            capture_output=True,
            timeout=120,
        )

    def _java(self, heap: str) -> list[str]:
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        return ["java", heap, *QUICK_TO_WARM, *opened, "-cp", f"{self._home}/lib/*"]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._home / "conf")}
