"""PostgreSQL and Redis for the suite: those that answer, else our own for as long as it runs.

Standard library only. Our own servers start from the system's binaries in a temporary folder
(PostgreSQL as a user that is not root, which it demands) and leave nothing behind.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

DATABASE = "miljoloftet_suite"
REDIS_DATABASE = 9  # ours alone; the default 0 may be somebody's


class Services:
    """Use as a context; ``missing`` is the one line that says what could not be had."""

    def __init__(self) -> None:
        self.environment: dict[str, str] = {}
        self.missing = ""
        self._folder: Path | None = None
        self._stop: list[list[str]] = []

    def __enter__(self) -> Self:
        database = self._postgres()
        redis = self._redis()
        if database and redis:
            self.environment = {
                "MILJOLOFTET_DATABASE_URL": database,
                "MILJOLOFTET_REDIS_URL": redis,
            }
        else:
            wanted = [] if database else ["postgresql"]
            wanted += [] if redis else ["redis-server"]
            self.missing = f"Install what is missing: sudo apt-get install {' '.join(wanted)}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for command in self._stop:
            subprocess.run(command, capture_output=True, check=False)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _postgres(self) -> str:
        for user in dict.fromkeys([os.environ.get("USER") or "root", "root", "postgres"]):
            url = f"postgres://{user}@127.0.0.1:5432/{DATABASE}"
            if _listens(5432) and _answers(user, 5432):
                return url
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not binaries:
            return ""
        data, port = self._temporary() / "postgres", _free_port()
        as_user = _not_root(data.parent)
        initdb, control = str(binaries[-1] / "initdb"), str(binaries[-1] / "pg_ctl")
        made = _run([*as_user, initdb, "-D", str(data), "-U", "suite", "-A", "trust", "-E", "UTF8"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {data.parent}"
        log = str(data.parent / "postgres.log")
        started = made and _run(
            [*as_user, control, "-D", str(data), "-l", log, "-w", "-o", options, "start"]
        )
        if not started:
            return ""
        self._stop.append([*as_user, control, "-D", str(data), "-m", "immediate", "stop"])
        return f"postgres://suite@127.0.0.1:{port}/{DATABASE}"

    def _redis(self) -> str:
        if _listens(6379):
            return f"redis://127.0.0.1:6379/{REDIS_DATABASE}"
        server = shutil.which("redis-server")
        if not server:
            return ""
        port, folder = _free_port(), self._temporary()
        pidfile = folder / "redis.pid"
        command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        _run([*command, "--daemonize", "yes", "--dir", str(folder), "--pidfile", str(pidfile)])
        if not _eventually(port):
            return ""
        self._stop.append(["redis-cli", "-p", str(port), "shutdown", "nosave"])
        return f"redis://127.0.0.1:{port}/{REDIS_DATABASE}"

    def _temporary(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="miljoloftet-"))
        return self._folder


def _not_root(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _answers(user: str, port: int) -> bool:
    psql = shutil.which("psql")
    if not psql:
        return False
    url = f"postgres://{user}@127.0.0.1:{port}/postgres"
    return _run([psql, "-w", "-q", "-c", "SELECT 1", url])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _eventually(port: int) -> bool:
    for _attempt in range(50):
        if _listens(port):
            return True
        time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
