"""Papers come in: what they are is read from their content, and each version is kept.

Nothing is overwritten or deleted; a better paper is a new version with its own checksum.
"""

import hashlib
import unicodedata
import zipfile
from pathlib import PurePath
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import Case, CaseStatus, Document, DocumentKind, DocumentVersion, LegalGround
from cases.permissions import require_add_paper, require_edit
from forums.clock import now
from forums.errors import Refused
from forums.history import save_by
from forums.models import Party, User

MAX_MEGABYTES = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
EXTENSIONS = {
    "application/pdf": (".pdf",),
    WORD: (".docx",),
    EXCEL: (".xlsx",),
    ODT: (".odt",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/plain": (".txt",),
}


@transaction.atomic
def add_document(
    case: Case,
    *,
    by: User,
    kind: DocumentKind | str,
    title: str,
    file: File,  # type: ignore[type-arg]
    exempt_ground: LegalGround | None = None,
    for_party: Party | None = None,
) -> Document:
    """Add a paper with its first version. Raises Refused for a file that we cannot take.

    ``for_party`` is the party whose own treatment of the case the paper is from.
    """
    require_add_paper(by, case, for_party)
    _require_running(case)
    document = Document(
        case=case,
        kind=kind,
        title=title,
        exempt_ground=exempt_ground,
        created_at=now(),
    )
    document.full_clean()
    save_by(document, by=by)
    _keep(document, 1, by=by, file=file)
    return document


@transaction.atomic
def add_version(document: Document, *, by: User, file: File) -> DocumentVersion:  # type: ignore[type-arg]
    """Add a newer version; the ones before stay as they were."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_edit(by, document.case)
    _require_running(document.case)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return _keep(document, last + 1, by=by, file=file)


def media_type_of(file: File) -> str | None:  # type: ignore[type-arg]
    """What the content is, whatever the name says; None for what we do not take."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"PK\x03\x04"):
        return _packed_type(file)
    return "text/plain" if _is_text(file) else None


def clean_name(name: str) -> str:
    """The file's own name without folders and control signs; Norwegian letters stay."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[: 200 - len(suffix)]}{suffix}" or "dokument"


def _keep(document: Document, number: int, *, by: User, file: File) -> DocumentVersion:  # type: ignore[type-arg]
    name = clean_name(file.name or "")
    media_type = _require_known(file, name)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    version = DocumentVersion(
        document=document,
        number=number,
        filename=name,
        media_type=media_type,
        size=file.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        uploaded_at=now(),
    )
    # The stored name is ours: the person's own name is kept in ``filename``.
    version.file.save(f"{uuid4().hex}{EXTENSIONS[media_type][0]}", file, save=False)
    version.save()
    return version


def _require_known(file: File, name: str) -> str:  # type: ignore[type-arg]
    if not file.size:
        raise Refused(_("Filen er tom."))
    if file.size > MAX_MEGABYTES * 1024 * 1024:
        raise Refused(
            _("Filen er for stor. Den kan være på høyst %(limit)s MB.") % {"limit": MAX_MEGABYTES}
        )
    media_type = media_type_of(file)
    if media_type is None:
        raise Refused(
            _(
                "Denne filtypen kan vi ikke ta imot. Bruk PDF, Word (docx), Excel (xlsx), odt, "
                "png, jpeg eller ren tekst."
            )
        )
    if PurePath(name).suffix.lower() not in EXTENSIONS[media_type]:
        raise Refused(
            _("Filen heter %(name)s, men innholdet er noe annet. Lagre den på nytt som %(type)s.")
            % {"name": name, "type": EXTENSIONS[media_type][0]}
        )
    return media_type


def _packed_type(file: File) -> str | None:  # type: ignore[type-arg]
    try:
        with zipfile.ZipFile(file) as packed:
            names = set(packed.namelist())
            is_odt = "mimetype" in names and packed.open("mimetype").read(100) == ODT.encode()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    finally:
        file.seek(0)
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    if is_odt:
        return ODT
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else None


def _is_text(file: File) -> bool:  # type: ignore[type-arg]
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def _require_running(case: Case) -> None:
    if case.status in {CaseStatus.CLOSED, CaseStatus.WITHDRAWN}:
        raise Refused(_("Saken er avsluttet. Gjenåpne den for å legge til dokumenter."))
