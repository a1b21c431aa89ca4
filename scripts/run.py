"""``make run``: everything on this machine, under one supervisor that stops it together.

Embedded database, made-up content, no Redis. Standard library only.
"""

import contextlib
import errno
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.processes import PROCESSES, command
from scripts.setup import PYTHON, ROOT, VENV, CannotSetUp, for_running, say

HOST = os.environ.get("MILJOLOFTET_HOST", "127.0.0.1")
SLOWEST_START = 60  # seconds
PATIENCE = 10  # seconds from a polite stop to a hard one
# In one process: to start Python and Django is most of what a second ``make run`` costs.
PREPARE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("demo")
"""


def main() -> int:
    say("Miljøloftet is getting ready")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        port = free_port()
        for_running()
        environment = demo_environment(port)
        signins = prepare_database(environment)
    except CannotSetUp as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        say("Stopped before everything was ready.")
        return 1
    return Supervisor(environment, port).run(signins, sys.argv[2:])


def free_port() -> int:
    value = os.environ.get("MILJOLOFTET_PORT", "8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise CannotSetUp(f"MILJOLOFTET_PORT must be a number from 1 to 65535, not {value!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(value)))
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise CannotSetUp(
                    f"Nothing can listen on {HOST}, port {value}: {problem.strerror}."
                ) from None
            raise CannotSetUp(
                f"Port {value} is taken. Choose another one: MILJOLOFTET_PORT=8010 make run"
            ) from None
    return int(value)


def demo_environment(port: int) -> dict[str, str]:
    var = Path(os.environ.get("MILJOLOFTET_VAR_DIR", ROOT / "var"))
    try:
        for folder in ("broker", "broker-control", "files", "mail", "cache"):
            (var / folder).mkdir(parents=True, exist_ok=True)
        key = var / "secret_key"
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(secrets.token_urlsafe(50))
        secret = key.read_text()
    except OSError as problem:
        raise CannotSetUp(f"The folder {var} cannot be written to: {problem.strerror}.") from None
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "miljoloftet.settings",
        "MILJOLOFTET_MODE": "demo",
        "MILJOLOFTET_VAR_DIR": str(var),
        "MILJOLOFTET_SECRET_KEY": secret,
        "MILJOLOFTET_SITE_URL": f"http://{HOST}:{port}",
        "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",
        # Celery warns a root user on a machine of one's own, twice; the demo has nothing to lose.
        "PYTHONWARNINGS": "ignore::UserWarning",
    }


def prepare_database(environment: dict[str, str]) -> str:
    """Bring the database up to date and fill an empty one; returns the demo sign-ins."""
    say("Database …")
    done = subprocess.run(
        [PYTHON, "-c", PREPARE],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["No reason given"]
        reason = re.sub(r"^[\w.]+: ", "", said[-1]).rstrip(".")
        database = Path(environment["MILJOLOFTET_VAR_DIR"]) / "db.sqlite3"
        raise CannotSetUp(f"The database {database} could not be made ready: {reason}.")
    return done.stdout


class Supervisor:
    """Starts every process, shows what each says, and stops all when one ends."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        self.environment = environment
        self.port = port
        self.children: dict[str, subprocess.Popen[str]] = {}
        self.stopping = threading.Event()

    def run(self, signins: str, then: list[str]) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        # The web server alone first: the page is there sooner when nothing else starts beside it.
        first, *others = PROCESSES
        self._start(first)
        code = 1
        try:
            if self._answers():
                for name in others:
                    self._start(name)
                self._welcome(signins)
                code = self._then(then) if then else self._watch()
            elif self.stopping.is_set():
                code = 0
        finally:
            self._stop_all()
        return code

    def _start(self, name: str) -> None:
        child = subprocess.Popen(
            command(name, host=HOST, port=self.port),
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.children[name] = child
        threading.Thread(target=self._echo, args=(name, child), daemon=True).start()

    def _echo(self, name: str, child: "subprocess.Popen[str]") -> None:
        for line in child.stdout or ():
            sys.stdout.write(f"{name:<6} | {line}")
            sys.stdout.flush()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _ended(self) -> str | None:
        return next((n for n, child in self.children.items() if child.poll() is not None), None)

    def _answers(self) -> bool:
        """Wait for the first page; False when something ended or we were told to stop."""
        deadline = time.monotonic() + SLOWEST_START
        while time.monotonic() < deadline and not self.stopping.is_set():
            if self._ended():
                return self._watch() == 0
            try:
                with urllib.request.urlopen(f"http://{HOST}:{self.port}/healthz", timeout=2):
                    return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        if not self.stopping.is_set():
            sys.stderr.write(f"The web server did not answer within {SLOWEST_START} seconds.\n")
        return False

    def _welcome(self, signins: str) -> None:
        sys.stdout.write(f"\n{signins.rstrip()}\n\n")
        sys.stdout.write(f"  Miljøloftet answers on http://{HOST}:{self.port}/\n")
        sys.stdout.write("  Stop it with Ctrl-C.\n\n")
        sys.stdout.flush()

    def _watch(self) -> int:
        while not self.stopping.wait(0.3):
            name = self._ended()
            if name:
                sys.stderr.write(f"The process {name} ended by itself, so everything stops.\n")
                return 1
        return 0

    def _then(self, words: list[str]) -> int:
        return subprocess.run(
            [PYTHON, *words], cwd=ROOT, env=self.environment, check=False
        ).returncode

    def _stop_all(self) -> None:
        say("Stopping …")
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()  # it tells its own; a worker whose own are told first hangs
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)  # what a broken leader left behind
        say("Everything has stopped.")


if __name__ == "__main__":
    sys.exit(main())
