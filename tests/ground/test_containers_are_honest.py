"""No engine runs here, so what the containers do is held against what is run here."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from scripts.processes import PROCESSES, command

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("name", PROCESSES)
def test_a_container_runs_what_make_run_runs(name: str) -> None:
    assert SERVICES[name]["command"] == command(name, host="0.0.0.0", port=8000)  # noqa: S104


def test_the_image_alone_is_the_web_server() -> None:
    words = re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert words
    assert json.loads(words[1]) == command("web", host="0.0.0.0", port=8000)  # noqa: S104


def test_the_image_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["site"]


def test_everything_the_image_copies_exists() -> None:
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    missing = [p for line in sources for p in line.split() if not (ROOT / p).exists()]
    assert missing == []


def test_the_image_installs_what_the_lock_pins() -> None:
    assert "--require-hashes /tmp/requirements.lock" in DOCKERFILE
    assert (ROOT / "requirements.lock").read_text().count("--hash=") > 100


@pytest.mark.parametrize("name", ["web", "worker", "database", "redis", "mail"])
def test_each_service_says_how_it_is(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", ["files", "database", "redis"])
def test_what_must_last_is_on_a_volume(name: str) -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    assert name in COMPOSE["volumes"]
    assert any(mount.startswith(f"{name}:") for mount in mounts)


def test_the_compose_file_is_read_by_its_own_client() -> None:
    if not shutil.which("docker"):
        pytest.skip("NO DOCKER CLIENT, so docker-compose.yml was only read as YAML")
    if subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("NO COMPOSE PLUGIN, so docker-compose.yml was only read as YAML")
    done = subprocess.run(
        ["docker", "compose", "config", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "MILJOLOFTET_SECRET_KEY": "x" * 50,
            "MILJOLOFTET_ALLOWED_HOSTS": "localhost",
            "POSTGRES_PASSWORD": "secret",
        },
    )
    assert done.returncode == 0, done.stderr
