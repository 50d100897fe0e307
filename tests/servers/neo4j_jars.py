"""Neo4j Community from the jars that Maven brings: a real server on a machine without Docker."""

import atexit
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
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
server.memory.heap.max_size={heap}
server.memory.pagecache.size={pages}
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
db.logs.query.enabled=OFF
dbms.cypher.min_replan_interval=1h
dbms.usage_report.enabled=false
"""
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
FOLDERS = ("conf", "data", "logs", "run", "import", "plugins")
START_S = 240.0
ADMIN_S = 600.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much memory a server gets, in Java's notation, and what else it is told.

    `java`: how its code is compiled and collected. `settings`: more lines of `neo4j.conf`.
    """

    heap: str
    pages: str
    java: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


FOR_TESTS = Sizes(
    "700m",
    "128m",
    java=("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
    settings=("internal.cypher.use_parameter_size=false",),
)
"""A server that lives for minutes gains more from starting fast than from running fast.

It spends most of its time planning, about 0.1 s a plan however warm it is. By default it makes another plan
for each order of magnitude that the length of a list parameter has (1, 10, 100, ...), with the same joins
and seeks; here one plan does for all of them.
"""


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

    def __init__(self, home: Path, port: int, sizes: Sizes) -> None:
        self.uri = f"bolt://127.0.0.1:{port}"
        self.home = home
        self._sizes = sizes
        self._running: subprocess.Popen[bytes] | None = None

    @classmethod
    def install(cls, sizes: Sizes = FOR_TESTS, *, home: Path | None = None) -> "Process":
        """Make a server's home with a password set. Without `home` it is removed when the session ends."""
        lib = fetch_jars()
        process = cls(home or Path(tempfile.mkdtemp(prefix="riskweave-neo4j-")), free_port(), sizes)
        atexit.register(process.stop if home else process.discard)
        for folder in FOLDERS:
            (process.home / folder).mkdir(parents=True, exist_ok=True)
        if not (process.home / "lib").exists():
            (process.home / "lib").symlink_to(lib)
        known = (process.home / "conf" / "neo4j.conf").exists()
        process.configure()
        if not known:
            process.run_admin("dbms", "set-initial-password", PASSWORD)
        return process

    def configure(self) -> None:
        """Write the settings: a home that is come back to is served on another port."""
        settings = SETTINGS.format(
            port=self.uri.rpartition(":")[2], heap=self._sizes.heap, pages=self._sizes.pages
        )
        more = "".join(f"{each}\n" for each in self._sizes.settings)
        (self.home / "conf" / "neo4j.conf").write_text(settings + more, encoding="utf-8")

    @property
    def pid(self) -> int | None:
        """The process id of the server while one was started."""
        return self._running.pid if self._running else None

    def start(self) -> None:
        if self._running and self._running.poll() is None:
            return
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}"]
        with (self.home / "logs" / "console.log").open("ab") as log:
            self._running = subprocess.Popen(
                [
                    *self._java(self._sizes.heap),
                    *entry,
                    f"--config-dir={self.home / 'conf'}",
                    "--console-mode",
                ],
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
        shutil.rmtree(self.home, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._running and self._running.poll() is None:
            os.killpg(self._running.pid, how)
            self._running.wait(timeout=60)

    def run_admin(self, *arguments: str, heap: str = "256m") -> str:
        """Run `neo4j-admin` with these arguments and return what it printed; the server must not run."""
        done = subprocess.run(
            [*self._java(heap), "org.neo4j.server.startup.Neo4jAdminCommand", *arguments],
            cwd=self.home,
            env=self._environment(),
            check=True,
            capture_output=True,
            text=True,
            timeout=ADMIN_S,
        )
        return done.stdout

    def _java(self, heap: str) -> list[str]:
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        return ["java", f"-Xmx{heap}", *self._sizes.java, *opened, "-cp", f"{self.home}/lib/*"]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
