"""``make run``: one supervisor starts everything, says what is wrong, and stops all together."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from scripts.setup import ROOT
from tests.live.site import free_port

pytestmark = pytest.mark.machine
SLOWEST = 240


class Supervisor:
    """``scripts/run.py`` with a folder and a port of its own."""

    def __init__(self, var: Path, port: int) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MILJOLOFTET_")}
        self.var, self.port = var, port
        self.process = subprocess.Popen(
            [sys.executable, "scripts/run.py"],
            cwd=ROOT,
            env={**kept, "MILJOLOFTET_VAR_DIR": str(var), "MILJOLOFTET_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ready(self) -> dict[str, str]:
        """What /readyz says, once it answers."""
        deadline = time.monotonic() + SLOWEST
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.process.communicate()
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as response:
                    return dict(json.load(response)["parts"])
            except (URLError, OSError):
                time.sleep(0.1)
        pytest.fail(f"No answer in {SLOWEST} s")

    def ended(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=SLOWEST)
        return self.process.returncode, out, err

    def family(self) -> list[str]:
        """The command lines of every process that works in this folder."""
        mark = f"MILJOLOFTET_VAR_DIR={self.var}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:  # it ended while we looked
                continue
        return [words for words in found if words]

    def runs(self, *words: str) -> bool:
        """The worker and beat follow the first page; wait for them too."""
        deadline = time.monotonic() + SLOWEST
        while time.monotonic() < deadline:
            running = " ".join(self.family())
            if all(word in running for word in words):
                return True
            time.sleep(0.1)
        return False

    def kill(self) -> None:
        """Whatever a failed test left running."""
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                theirs = (entry / "environ").read_bytes().split(b"\0")
                if f"MILJOLOFTET_VAR_DIR={self.var}".encode() in theirs:
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                continue


@pytest.fixture
def run(tmp_path: Path):
    started = []

    def start(port: int | None = None) -> Supervisor:
        started.append(Supervisor(tmp_path / "var", port or free_port()))
        return started[-1]

    yield start
    for supervisor in started:
        supervisor.kill()
        supervisor.process.communicate()


def one_sentence(text: str) -> str:
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) == 1, text
    return text.strip()


def test_everything_starts_and_stops_together_and_the_data_stay(run) -> None:
    first = run()
    assert set(first.ready().values()) == {"ok"}
    assert first.runs("gunicorn", " worker ", " beat ")
    os.kill(first.process.pid, signal.SIGINT)
    code, out, err = first.ended()
    assert (code, err) == (0, "")
    assert first.family() == []
    assert "sekretariatsleder@eksempel.no" in out and "Everything has stopped." in out
    with closing(sqlite3.connect(first.var / "db.sqlite3")) as database, database:
        database.execute("UPDATE forums_user SET title = 'skrevet mellom to starter' WHERE id = 1")

    second = run()
    assert set(second.ready().values()) == {"ok"}
    with closing(sqlite3.connect(second.var / "db.sqlite3")) as database:
        found = database.execute("SELECT title FROM forums_user WHERE id = 1").fetchone()
    assert found == ("skrevet mellom to starter",)


def test_a_taken_port_is_said_in_one_sentence(run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _out, err = run(taken.getsockname()[1]).ended()
    assert code == 1
    assert "is taken" in one_sentence(err)


def test_a_broken_database_is_said_in_one_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var/db.sqlite3").write_bytes(b"not a database at all " * 500)
    code, _out, err = run().ended()
    assert code == 1
    assert "not a database" in one_sentence(err) and "db.sqlite3" in err


def test_a_folder_that_cannot_be_written_to_is_said_in_one_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, not a folder")
    code, _out, err = run().ended()
    assert code == 1
    assert "cannot be written to" in one_sentence(err)
