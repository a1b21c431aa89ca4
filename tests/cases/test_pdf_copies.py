"""A PDF beside an office file, where the machine can make one."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cases import pdf_copies, preparing
from cases.models import CopyState, DocumentVersion
from tests.cases.conftest import World, opened
from tests.cases.papers import a_docx, a_pdf, paper

FAKE = """#!/bin/sh
while [ "$1" != "--outdir" ]; do shift; done
cp "{pdf}" "$2/kilde.pdf"
"""

# Makes the copy only where its settings, in the folder it is started in, say yes to a thing.
TOLD = """#!/bin/sh
grep -q '"{told}" oor:op="fuse"><value>true<' {file} && cp "{pdf}" kilde.pdf
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch):
    """A machine with nothing on its path but what ``install`` puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    found = shutil.which
    monkeypatch.setattr("cases.pdf_copies.shutil.which", lambda name: found(name, path=str(folder)))

    def install(script: str) -> None:
        (folder / "soffice").write_text(script)
        (folder / "soffice").chmod(0o755)

    return install


@pytest.fixture
def version(world: World) -> DocumentVersion:
    document = paper(opened(world), world.secretary, a_docx("Hei"), "Møteinnkalling.docx")
    return document.versions.get()


def made(version: DocumentVersion) -> DocumentVersion:
    preparing.prepare(version.pk)
    version.refresh_from_db()
    return version


def test_the_pdf_is_made_and_handed_out(world: World, version, machine, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf("Hei"))
    machine(FAKE.format(pdf=tmp_path / "a.pdf"))
    assert made(version).pdf_state == CopyState.DONE
    client = Client()
    client.force_login(world.steering_member)
    response = client.get(reverse("document_copy", args=[version.document_id, 1]))
    assert b"".join(response).startswith(b"%PDF-")
    assert "M%C3%B8teinnkalling.pdf" in response.headers["Content-Disposition"]


def test_a_machine_without_it_says_what_it_lacks(version, machine) -> None:
    assert made(version).pdf_state == CopyState.MISSING
    assert "LibreOffice er ikke installert" in version.get_pdf_state_display()


def test_it_is_made_once_the_machine_has_got_it(
    version, machine, tmp_path, django_capture_on_commit_callbacks
) -> None:
    made(version)
    (tmp_path / "a.pdf").write_bytes(a_pdf("Hei"))
    machine(FAKE.format(pdf=tmp_path / "a.pdf"))
    DocumentVersion.objects.update(tried_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        preparing.sweep()
    version.refresh_from_db()
    assert version.pdf_state == CopyState.DONE


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n"])
def test_a_file_it_cannot_take_is_a_state(version, machine, script: str) -> None:
    machine(script)
    assert made(version).pdf_state == CopyState.FAILED


def test_one_that_hangs_is_stopped(version, machine, monkeypatch) -> None:
    monkeypatch.setattr(pdf_copies, "SECONDS", 0.3)
    machine("#!/bin/sh\nsleep 60\n")
    assert made(version).pdf_state == CopyState.FAILED


@pytest.mark.parametrize(
    "told", ["BlockUntrustedRefererLinks", "DisableMacrosExecution", "UseTaggedPDF"]
)
def test_the_program_is_told_what_it_may_not_do_before_it_starts(
    version, machine, tmp_path, told: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf("Hei"))
    file = "profil/user/registrymodifications.xcu"
    machine(TOLD.format(pdf=tmp_path / "a.pdf", told=told, file=file))
    assert made(version).pdf_state == CopyState.DONE


def test_there_is_no_copy_to_hand_out_before_it_is_made(world: World, version) -> None:
    client = Client()
    client.force_login(world.steering_member)
    url = reverse("document_copy", args=[version.document_id, 1])
    assert client.get(url).status_code == 404
