"""What the worker draws out of a file: its text, for search, and a PDF beside an office file.

Only this module writes ``text``, ``pdf`` and their states. A file is claimed before it is tried,
so that two workers do it once, and one that kills its worker is given up after some tries. What
was lost on the way is found by the sweep.
"""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q

from cases import pdf_copies, texts
from cases.files import OFFICE
from cases.models import CopyState, DocumentVersion, TextProblem, TextState
from cases.search_index import index
from forums.clock import now

STUCK_AFTER = timedelta(minutes=15)
MOST_TRIES = 3
AT_ONCE = 200
WAITS = Q(text_state=TextState.WAITING) | Q(pdf_state=CopyState.WAITING)


def start(version: DocumentVersion) -> None:
    """Have the worker take the version when what is done now is stored."""
    from cases.tasks import prepare_version

    pk = version.pk
    transaction.on_commit(lambda: prepare_version.delay(pk), robust=True)


def prepare(pk: int) -> None:
    """Read the text of the version and make its PDF; nothing when that is done or being done."""
    version = _claim(pk)
    if version is None:
        return
    if version.text_state == TextState.WAITING:
        found = texts.text_of(version)
        _write(pk, text=found.text, text_state=found.state, text_problem=found.problem)
        index(version.document)
    if version.pdf_state == CopyState.WAITING:
        _make_pdf(version)


def sweep() -> int:
    """Start again what stopped on its way, and give up what stopped too often."""
    quiet = DocumentVersion.objects.filter(WAITS).filter(
        Q(tried_at=None) | Q(tried_at__lt=now() - STUCK_AFTER)
    )
    worn = quiet.filter(tries__gte=MOST_TRIES)
    worn.filter(text_state=TextState.WAITING).update(
        text_state=TextState.FAILED, text_problem=TextProblem.STOPPED
    )
    worn.filter(pdf_state=CopyState.WAITING).update(pdf_state=CopyState.FAILED)
    if pdf_copies.program() is not None:
        # The machine has got what it lacked.
        lacked = DocumentVersion.objects.filter(pdf_state=CopyState.MISSING)
        lacked.update(pdf_state=CopyState.WAITING, tries=0)
    left = quiet.filter(tries__lt=MOST_TRIES).order_by("pk")
    found = list(left.defer("text").select_related(None)[:AT_ONCE])
    for version in found:
        start(version)
    return len(found)


def _claim(pk: int) -> DocumentVersion | None:
    free = Q(tried_at=None) | Q(tried_at__lt=now() - STUCK_AFTER)
    rows = DocumentVersion.objects.filter(WAITS, free, pk=pk, tries__lt=MOST_TRIES)
    if not rows.update(tries=F("tries") + 1, tried_at=now()):
        return None
    return DocumentVersion.objects.get(pk=pk)


def _make_pdf(version: DocumentVersion) -> None:
    if version.media_type not in OFFICE:
        _write(version.pk, pdf_state=CopyState.NONE)
        return
    if pdf_copies.program() is None:
        _write(version.pk, pdf_state=CopyState.MISSING)
        return
    content = pdf_copies.pdf_of(version)
    if content is None:
        _write(version.pk, pdf_state=CopyState.FAILED)
        return
    version.pdf.save(f"{uuid4().hex}.pdf", ContentFile(content), save=False)
    _write(version.pk, pdf=version.pdf.name, pdf_state=CopyState.DONE)


def _write(pk: int, **values: object) -> None:
    DocumentVersion.objects.filter(pk=pk).update(**values)
