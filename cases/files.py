"""What a file is, read from its content, and whether we take it.

Nothing is unpacked here: a packed file says how much it holds, and one that says too much, or
lies about its own table of contents, is refused before anybody opens it.
"""

import lzma
import struct
import unicodedata
import zipfile
import zlib
from pathlib import PurePath

from django.core.files import File
from django.utils.translation import gettext as _

from forums.errors import Refused

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 50
MAX_UNPACKED_MEGABYTES = 500
MAX_CONTENTS = MEGABYTE  # bytes of a packed file's table of contents: some thousand parts
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PNG, JPEG, TEXT = "image/png", "image/jpeg", "text/plain"
EXTENSIONS: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    WORD: (".docx",),
    EXCEL: (".xlsx",),
    SLIDES: (".pptx",),
    ODT: (".odt",),
    ODS: (".ods",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    TEXT: (".txt",),
}
OFFICE = frozenset({WORD, EXCEL, SLIDES, ODT, ODS})
PICTURES = frozenset({PNG, JPEG})
# The part that tells what a packed file from Office is.
PARTS = {
    "word/document.xml": WORD,
    "xl/workbook.xml": EXCEL,
    "ppt/presentation.xml": SLIDES,
}
MACROS = (b"vbaProject", b"macroEnabled")  # as the list of types in a file from Office names them
MACRO_FOLDERS = ("Basic/", "Scripts/")  # in an OpenDocument file
# What reading a packed file that is wrong may raise.
SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
)


def media_type_of(file: File) -> str | None:  # type: ignore[type-arg]
    """What the content is, whatever the name says; None for what we do not take."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _packed_type(file)
    return TEXT if _is_text(file) else None


def clean_name(name: str) -> str:
    """The file's own name without folders and control signs; Norwegian letters stay."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[: 200 - len(suffix)]}{suffix}" or "dokument"


def require_known(file: File, name: str) -> str:  # type: ignore[type-arg]
    """The file's type. Raises Refused for what is empty, too large, unknown or misnamed."""
    if not file.size:
        raise Refused(_("Filen er tom."))
    if file.size > MAX_MEGABYTES * MEGABYTE:
        raise Refused(
            _("Filen er for stor. Den kan være på høyst %(limit)s MB.") % {"limit": MAX_MEGABYTES}
        )
    media_type = media_type_of(file)
    if media_type is None:
        raise Refused(
            _(
                "Denne filtypen kan vi ikke ta imot. Bruk PDF, Word (docx), Excel (xlsx), "
                "PowerPoint (pptx), odt, ods, png, jpeg eller ren tekst."
            )
        )
    if PurePath(name).suffix.lower() not in EXTENSIONS[media_type]:
        raise Refused(
            _("Filen heter %(name)s, men innholdet er noe annet. Lagre den på nytt som %(type)s.")
            % {"name": name, "type": EXTENSIONS[media_type][0]}
        )
    return media_type


def _packed_type(file: File) -> str | None:  # type: ignore[type-arg]
    if not _has_small_contents(file):
        return None
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            mimetype = _beginning(packed, "mimetype", 100).decode()
            types = _beginning(packed, "[Content_Types].xml", MEGABYTE)
    except SPOILT:
        return None
    finally:
        file.seek(0)
    if sum(part.file_size for part in parts) > MAX_UNPACKED_MEGABYTES * MEGABYTE:
        raise Refused(
            _("Filen pakker ut til mer enn vi tar imot. Lagre den på nytt, eller del den.")
        )
    office = next((kind for part, kind in PARTS.items() if types and part in names), None)
    found = mimetype if mimetype in (ODT, ODS) else office
    if found and (
        any(name.startswith(MACRO_FOLDERS) or name.endswith("vbaProject.bin") for name in names)
        or any(word in types for word in MACROS)
    ):
        raise Refused(_("Filen har makroer. Lagre den uten, og last den opp på nytt."))
    return found


def _beginning(packed: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a part; none of one that is not there."""
    try:
        with packed.open(name) as part:
            return part.read(size)
    except KeyError:
        return b""


def _has_small_contents(file: File) -> bool:  # type: ignore[type-arg]
    """Whether the table of contents, which is read whole, is of a size that people's files have."""
    size = file.size or 0
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    (contents,) = struct.unpack("<L", tail[at + 12 : at + 16])
    return bool(contents <= MAX_CONTENTS)


def _is_text(file: File) -> bool:  # type: ignore[type-arg]
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text
