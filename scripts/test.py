"""``make test``: the checks, the suite on SQLite, then the suite on PostgreSQL with Redis.

``--lint`` runs the checks only. Standard library only.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.services import Services
from scripts.setup import PYTHON, ROOT, VENV, CannotSetUp, for_testing, say

PRODUCTION = {
    "MILJOLOFTET_MODE": "production",
    "MILJOLOFTET_SECRET_KEY": "only-for-the-deployment-check-" + "x1Y2z3" * 8,
    "MILJOLOFTET_ALLOWED_HOSTS": "miljoloftet.example",
    "MILJOLOFTET_SMTP_HOST": "localhost",
}
CHECKS: list[tuple[str, list[str | Path], dict[str, str]]] = [
    ("Lint", [VENV / "bin/ruff", "check", "."], {}),
    ("Format", [VENV / "bin/ruff", "format", "--check", "."], {}),
    (
        "Types",
        [VENV / "bin/mypy", "miljoloftet", "forums", "cases", "portfolio", "reporting"],
        {"MILJOLOFTET_MODE": "test"},
    ),
    (
        "Migrations",
        [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
        {"MILJOLOFTET_MODE": "test"},
    ),
    ("Catalogues", [PYTHON, "-m", "scripts.catalogues"], {}),
    (
        "Deployment",
        [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
]


def main() -> int:
    try:
        for_testing()
    except CannotSetUp as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    failed = [name for name, words, extra in CHECKS if not step(name, words, extra)]
    if "--lint" not in sys.argv:
        failed += suites()
    for name in failed:
        say(f"FAILED: {name}")
    return 1 if failed else 0


def suites() -> list[str]:
    # More workers than the two cores we promise: some tests wait for a browser or a process.
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", "-q", "-n", "3", "--dist", "loadscope"]
    failed = []
    if not step("Suite on SQLite", [*pytest, "-m", "not live"], {}):
        failed.append("Suite on SQLite")
    with Services() as services:
        if services.missing:
            say(f"LEFT OUT: the suite on PostgreSQL and Redis. {services.missing}")
            return failed
        name = "Suite on PostgreSQL and Redis with a live worker"
        if not step(name, [*pytest, "-m", "not browser and not machine"], services.environment):
            failed.append(name)
    return failed


def step(name: str, words: list[str | Path], extra: dict[str, str]) -> bool:
    say(f"{name} …")
    started = time.monotonic()
    path = f"{VENV / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, "PATH": path, **extra},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    say(
        f"{name}: {'right' if done.returncode == 0 else 'WRONG'}, "
        f"{time.monotonic() - started:.0f} s"
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
