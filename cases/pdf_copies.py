"""A PDF of an office file, made by LibreOffice where the machine has it.

It runs by itself: a folder and a profile of its own, no questions, and a time limit after which
it is stopped with all that it started. A file may point to pictures and data elsewhere: nothing
of that is looked up, or whoever may upload a file could read our disk and ask our network.
"""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cases.files import EXTENSIONS
from cases.models import DocumentVersion

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
MAX_BYTES = 200 * 1024 * 1024
PROFILE = "profil"
SECURITY = "org.openoffice.Office.Common/Security/Scripting"
EXPORT = "org.openoffice.Office.Common/Filter/PDF/Export"
SETTINGS = (
    (SECURITY, "BlockUntrustedRefererLinks", "true"),
    (SECURITY, "DisableMacrosExecution", "true"),
    (EXPORT, "SelectPdfVersion", "2"),  # PDF/A-2, which an archive takes
    (EXPORT, "UseTaggedPDF", "true"),  # for those who have a page read to them
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "nb-NO"),  # 1234,5 on a sheet
)


def program() -> str | None:
    """Where LibreOffice is on this machine, or None."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def pdf_of(version: DocumentVersion) -> bytes | None:
    """The file as PDF, or None when it could not be made of it."""
    found = program()
    if found is None:
        return None
    with TemporaryDirectory(prefix="pdf-") as folder:
        source = Path(folder) / f"kilde{EXTENSIONS[version.media_type][0]}"
        try:
            with version.file.open("rb") as content, source.open("wb") as out:
                shutil.copyfileobj(content, out)
        except FileNotFoundError:
            return None
        _write_profile(source.parent / PROFILE)
        if not _converted(found, source):
            return None
        return _checked(source.with_suffix(".pdf"))


def _write_profile(profile: Path) -> None:
    rows = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in SETTINGS
    )
    file = profile / "user/registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{rows}</oor:items>'
    )


def _converted(found: str, source: Path) -> bool:
    folder = source.parent
    command = [
        found,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / PROFILE).as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    # Its own home: what it keeps and looks for is in the folder that goes away.
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
    running = subprocess.Popen(  # noqa: S603 our own words, and a file that we named
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return running.wait(timeout=SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _stop(running)


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it left behind."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _checked(made: Path) -> bytes | None:
    if not made.is_file() or made.stat().st_size > MAX_BYTES:
        return None
    content = made.read_bytes()
    return content if content.startswith(b"%PDF-") else None
