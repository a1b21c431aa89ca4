"""The site's own processes on the test database, and a mail server that keeps what it gets."""

import contextlib
import email
import email.policy
import os
import signal
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

import pytest

from scripts.processes import command
from scripts.setup import ROOT, VENV

T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 recorder")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(
                    email.message_from_bytes(letter, policy=email.policy.default)
                )
            self._say("221 bye" if word == b"QUIT" else "250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP for Django; ``letters`` is what has come."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[EmailMessage] = []
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Site:
    """Processes of scripts/processes.py with an environment of their own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MILJOLOFTET_")}
        self.environment = {
            **kept,
            "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
            "PYTHONWARNINGS": "ignore::UserWarning",  # Celery's word about running as root
            "MILJOLOFTET_MODE": "test",
            "MILJOLOFTET_VAR_DIR": str(folder),
            "MILJOLOFTET_SITE_URL": self.address,
            **environment,
        }

    def start(self, *names: str) -> None:
        """Those of the processes that do not run already."""
        for name in set(names) - set(self._running):
            with (self.folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    command(name, host="127.0.0.1", port=self.port),
                    cwd=ROOT,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )

    def stop(self, *names: str) -> None:
        """At once; how they stop politely is tests/ground/test_supervisor.py's matter."""
        for name in names or list(self._running):
            process = self._running.pop(name)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def eventually(self, question: Callable[[], T], what: str, seconds: float = 30) -> T:
        """Ask until the answer is true; fails with what the processes said."""
        deadline = time.monotonic() + seconds
        while not (answer := question()):
            if time.monotonic() > deadline:
                pytest.fail(f"{what} did not happen in {seconds} s.\n{self._said()}")
            time.sleep(0.1)
        return answer

    def _said(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-2000:]}" for log in logs)
