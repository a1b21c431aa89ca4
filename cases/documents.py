"""Papers come in, are corrected and withdrawn; each version is kept.

Nothing is overwritten or deleted; a better paper is a new version with its own checksum, and one
that should not have been there is withdrawn, with who and why, and may be taken in again. What a
file is: files.py. That a paper came is told to those who follow the case (paper_memos.py); that
one was withdrawn, taken in or given out in part is an event of the case.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from cases import paper_memos, preparing, shielding
from cases.events import record
from cases.files import EXTENSIONS, OFFICE, clean_name, require_known
from cases.models import (
    ENDED,
    AgendaItem,
    Case,
    CopyState,
    Document,
    DocumentKind,
    DocumentVersion,
    EventKind,
    LegalGround,
)
from cases.permissions import require_add_paper, require_edit
from cases.search_index import index
from forums.clock import now
from forums.edits import change, require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import MeetingStatus, Party, User
from forums.permissions import require_secretariat

TWICE = timedelta(minutes=5)
WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_because")


@transaction.atomic
def add_document(
    case: Case,
    *,
    by: User,
    kind: DocumentKind | str,
    title: str,
    file: File,  # type: ignore[type-arg]
    exempt_ground: LegalGround | None = None,
    public_title: str = "",
    considered: str = "",
    redacts: Document | None = None,
    for_party: Party | None = None,
    is_told: bool = False,
) -> Document:
    """Add a paper with its first version.

    Raises Refused for a file that we cannot take, and for an exemption without what was
    ``considered`` (shielding.py). An exempt paper without a public title is called by its kind.
    ``for_party`` is the party whose own treatment of the case the paper is from. ``is_told``:
    the caller's own event says that the paper is there.
    """
    # Somebody may have ended the case since the page was shown: judge the row as it is now.
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_add_paper(by, case, for_party)
    _require_running(case)
    document = Document(
        case=case,
        kind=kind,
        title=title,
        public_title=public_title,
        exempt_ground=exempt_ground,
        redacts=redacts,
        created_at=now(),
    )
    if exempt_ground is not None and not public_title:
        with translation.override(settings.LANGUAGE_CODE):
            document.public_title = document.kind_word
    document.full_clean()
    save_by(document, by=by)
    shielding.weigh_new(document, by=by, considered=considered)
    _keep(document, 1, by=by, file=file)
    if not is_told:
        paper_memos.tell(document, by=by)
    return document


@transaction.atomic
def add_documents(
    case: Case,
    files: Sequence[File],  # type: ignore[type-arg]
    *,
    by: User,
    kind: DocumentKind | str,
    title: str = "",
    exempt_ground: LegalGround | None = None,
    public_title: str = "",
    considered: str = "",
) -> list[Document]:
    """Add all of the files or none. Each is called ``title``, or else by the name of its file.

    Two clicks on the button add them once. A refusal says which file it is about.
    """
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case.pk)
    found = []
    for file in files:
        name = title if title and len(files) == 1 else PurePath(clean_name(file.name or "")).stem
        twice = _just_added(case, name, file, by=by)
        if twice is not None:
            found.append(twice)
            continue
        try:
            document = add_document(
                case,
                by=by,
                kind=kind,
                title=name,
                file=file,
                exempt_ground=exempt_ground,
                public_title=public_title,
                considered=considered,
            )
        except Refused as refused:
            if len(files) == 1:
                raise
            raise Refused(f"{file.name}: {refused.sentence}") from None
        found.append(document)
    return found


@transaction.atomic
def add_version(
    document: Document,
    *,
    by: User,
    file: File,  # type: ignore[type-arg]
    seen: int | None = None,
    is_told: bool = False,
) -> DocumentVersion:
    """Add a newer version; the ones before stay as they were.

    ``seen`` is the number of the version that the page showed. Raises Refused when somebody has
    added one since; the same file from the same person is two clicks, and is added once.
    """
    document = _locked(document, by)
    last = document.versions.order_by("-number").first()
    number = document.versions.aggregate(last=Max("number"))["last"] or 0
    if last is not None and seen is not None and last.number > seen:
        if last.uploaded_by_id == by.pk and last.sha256 == sha256_of(file):
            return last
        raise Refused(
            _("%(who)s la til versjon %(n)s mens du valgte fil. Se den først, og prøv igjen.")
            % {"who": last.uploaded_by, "n": last.number}
        )
    version = _keep(document, number + 1, by=by, file=file)
    if not is_told:
        paper_memos.tell(document, by=by)
    return version


@transaction.atomic
def add_redacted_copy(document: Document, *, by: User, file: File) -> Document:  # type: ignore[type-arg]
    """A copy without what must be kept back, for those who may not see the paper itself.

    It gets the public title, in its file name too: the name that it came with may tell too much.
    """
    document = _locked(document, by)
    if document.exempt_ground is None:
        raise Refused(_("Dokumentet er ikke unntatt, så det trenger ingen sladdet kopi."))
    standing = shielding.redacted_copy(document)
    if standing is not None:
        newest = standing.versions.first()
        if newest is not None and newest.sha256 == sha256_of(file):
            return standing
        raise Refused(_("Dokumentet har alt en sladdet kopi. Legg til en ny versjon av den."))
    shielding.given_in_part(document, document.exempt_ground, by=by)
    copy = add_document(
        document.case,
        by=by,
        kind=document.kind,
        title=document.public_title,
        file=file,
        redacts=document,
        is_told=True,
    )
    record(document.case, EventKind.PAPER_REDACTED, by=by, document=copy)
    return copy


@transaction.atomic
def change_document(
    document: Document, *, by: User, title: str, kind: str, seen: int | None = None, why: str = ""
) -> Document:
    """Correct what a paper is called and is. Raises Conflict when another did so meanwhile."""
    _locked(document, by)
    values = {"title": title, "kind": kind}
    return change(document, values, by=by, seen=seen, why=why, thing=_("dokumentet"))


@transaction.atomic
def withdraw_document(document: Document, *, by: User, why: str) -> Document:
    """Take a paper out of use, and its redacted copy with it.

    It stays in the list, struck out, for those who could see it.
    """
    document = _locked(document, by, withdrawn=True)
    if document.withdrawn_at is not None:
        return document
    require_reason(why)
    planned = AgendaItem.objects.filter(paper=document, closed_at__isnull=True)
    planned = planned.exclude(meeting__status=MeetingStatus.CANCELLED)
    item = planned.select_related("meeting__forum").first()
    if item is not None:
        raise Refused(
            _("Dokumentet er saksframlegg i %(item)s. Bytt saksframlegg der først.")
            % {"item": item.label}
        )
    copy = shielding.redacted_copy(document)
    if copy is not None:
        # What others read in its place is no better; the reason may tell what is kept from them.
        with translation.override(settings.LANGUAGE_CODE):
            withdraw_document(copy, by=by, why=_("Originalen er trukket."))
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_because = now(), by, why
    save_by(document, by=by, why=why, fields=WITHDRAWAL)
    record(document.case, EventKind.PAPER_WITHDRAWN, by=by, document=document, reason=why)
    return document


@transaction.atomic
def take_in_again(document: Document, *, by: User, why: str) -> Document:
    """Bring back a paper that was withdrawn; that it was, and why, stays in the histories.

    By the secretariat. Those who may see the paper are those who could before it was withdrawn.
    """
    document = _locked(document, by, withdrawn=True)
    require_secretariat(by)
    if document.withdrawn_at is None:
        return document
    require_reason(why)
    if document.redacts is not None and shielding.redacted_copy(document.redacts) is not None:
        raise Refused(_("Originalen har fått en annen sladdet kopi. Trekk den først."))
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_because = None, None, ""
    save_by(document, by=by, why=why, fields=WITHDRAWAL)
    record(document.case, EventKind.PAPER_BACK, by=by, document=document, reason=why)
    return document


def sha256_of(file: File) -> str:  # type: ignore[type-arg]
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _keep(document: Document, number: int, *, by: User, file: File) -> DocumentVersion:  # type: ignore[type-arg]
    name = clean_name(file.name or "")
    media_type = require_known(file, name)
    extension = EXTENSIONS[media_type][0]
    if document.redacts_id is not None:
        name = clean_name(f"{document.title.replace('/', '-')}{extension}")
    version = DocumentVersion(
        document=document,
        number=number,
        filename=name,
        media_type=media_type,
        size=file.size,
        sha256=sha256_of(file),
        uploaded_by=by,
        uploaded_at=now(),
        pdf_state=CopyState.WAITING if media_type in OFFICE else CopyState.NONE,
    )
    # The stored name is ours: the person's own name is kept in ``filename``.
    version.file.save(f"{uuid4().hex}{extension}", file, save=False)
    version.save()
    preparing.start(version)
    index(document)
    return version


def _just_added(case: Case, title: str, file: File, *, by: User) -> Document | None:  # type: ignore[type-arg]
    """What the first of two clicks added."""
    lately = DocumentVersion.objects.filter(
        document__case=case,
        document__title=title,
        uploaded_by=by,
        uploaded_at__gte=now() - TWICE,
        sha256=sha256_of(file),
    )
    version = lately.select_related("document").order_by("pk").first()
    return version.document if version else None


def _locked(document: Document, by: User, *, withdrawn: bool = False) -> Document:
    # The case first, as every action in it does: two never wait for each other.
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=document.case_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_edit(by, document.case)
    _require_running(document.case)
    if document.withdrawn_at is not None and not withdrawn:
        raise Refused(_("Dokumentet er trukket, og kan ikke endres."))
    return document


def _require_running(case: Case) -> None:
    if case.status in ENDED:
        raise Refused(_("Saken er avsluttet. Gjenåpne den for å legge til dokumenter."))
