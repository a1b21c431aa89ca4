"""Keeping a case or a paper back on a legal ground, and giving it free again.

The ground is one in force that day. The law says of most grounds that access *may* be refused:
then extended access must be weighed, and what was weighed is written in the same transaction as
the exemption, or the exemption is refused. A ground that is a duty needs none. The case's history
says that a paper was kept back or given free; what was weighed stands with the paper alone.
Source: offentleglova §§ 11, 13 and 14–16.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.events import record
from cases.models import (
    ENDED,
    Case,
    Document,
    DocumentKind,
    DocumentOpening,
    DocumentVersion,
    EventKind,
    LegalGround,
    OpenedHow,
    Weighing,
    WeighingResult,
)
from cases.permissions import require_edit
from forums.clock import now, today
from forums.edits import require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import User

SAME_LOOK = timedelta(hours=1)
FINAL = (DocumentKind.DECISION, DocumentKind.MINUTES)


@transaction.atomic
def shield_document(
    document: Document,
    ground: LegalGround,
    *,
    by: User,
    public_title: str,
    considered: str = "",
    seen: LegalGround | None = None,
) -> Document:
    """Keep a paper from those who are not members on the case's way, from this moment.

    ``seen`` is the ground that the page showed; Refused when somebody has changed it since.
    """
    document = _locked(document, by)
    if document.redacts_id is not None:
        raise Refused(_("En sladdet kopi kan ikke selv være unntatt. Trekk den i stedet."))
    if _is_so_already(document, ground, public_title, considered):
        return document
    _require_same_ground(document, seen)
    document.exempt_ground, document.public_title = ground, public_title
    document.full_clean()
    weigh(document, ground, by=by, considered=considered)
    save_by(document, by=by, why=considered, fields=["exempt_ground", "public_title"])
    said = _("Jf. %(ground)s.") % {"ground": ground.citation}
    record(document.case, EventKind.PAPER_SHIELDED, by=by, document=document, reason=said)
    return document


@transaction.atomic
def unshield_document(
    document: Document, *, by: User, why: str, seen: LegalGround | None = None
) -> Document:
    """Give the paper to everyone who sees the case; ``why`` is kept as the weighing."""
    document = _locked(document, by)
    ground = document.exempt_ground
    if ground is None:
        return document
    require_reason(why)
    _require_same_ground(document, seen)
    document.exempt_ground = None
    save_by(document, by=by, why=why, fields=["exempt_ground"])
    opened(document, ground, by=by, why=why)
    record(document.case, EventKind.PAPER_OPENED, by=by, document=document, reason=why)
    return document


def weigh(
    thing: Case | Document, ground: LegalGround, *, by: User, considered: str
) -> Weighing | None:
    """Write what was weighed before ``thing`` is kept back; inside the caller's transaction.

    Raises Refused for a ground that is not in force today, and for a ground that lets access be
    given when nothing was weighed. The case and the paper itself must be stored already.
    """
    require_in_force(ground)
    if ground.is_duty:
        return None
    require_considered(ground, considered)
    partly = isinstance(thing, Document) and redacted_copy(thing) is not None
    result = WeighingResult.PARTLY if partly else WeighingResult.KEPT
    return _write(thing, ground, result, by=by, considered=considered)


def weigh_new(thing: Case | Document, *, by: User, considered: str) -> None:
    """The same for what is stored in this transaction with the ground that it was given."""
    if thing.exempt_ground is not None:
        weigh(thing, thing.exempt_ground, by=by, considered=considered)


def opened(thing: Case | Document, ground: LegalGround, *, by: User, why: str) -> Weighing:
    """Write that what was kept back is given out, and why."""
    return _write(thing, ground, WeighingResult.OPENED, by=by, considered=why)


def given_in_part(document: Document, ground: LegalGround, *, by: User) -> None:
    """Write that a redacted copy is given out of what could have been kept back whole."""
    if not ground.is_duty:
        with translation.override(settings.LANGUAGE_CODE):
            words = _("Det som ikke må vernes, gis ut i en sladdet kopi.")
        _write(document, ground, WeighingResult.PARTLY, by=by, considered=words)


def considered_for(case: Case) -> str:
    """What was weighed when the whole case was kept back, on the ground that it has now."""
    rows = case.weighings.filter(document=None, ground=case.exempt_ground)
    weighing = rows.order_by("-at", "-pk").first()
    return weighing.considered if weighing else ""


def require_in_force(ground: LegalGround) -> None:
    day = today()
    if ground.start > day or (ground.end is not None and ground.end < day):
        raise Refused(
            _("%(ground)s gjelder ikke i dag. Velg en hjemmel som gjelder.") % {"ground": ground}
        )


def require_considered(ground: LegalGround, considered: str) -> None:
    if not ground.is_duty and not considered.strip():
        raise Refused(
            _("%(ground)s sier «kan unntas». Skriv hva dere vurderte om å gi ut likevel.")
            % {"ground": ground}
        )


def warning_for(ground: LegalGround, kind: str) -> str:
    """What the person should know before keeping such a paper back; empty for nothing."""
    words = {"ground": ground, "kind": capfirst(DocumentKind(kind).label)}
    if ground.not_for_decisions and kind in FINAL:
        return _("%(ground)s gjelder ikke endelige vedtak. Dette er ført som «%(kind)s».") % words
    if ground.not_for_elected and kind == DocumentKind.BRIEF:
        return (
            _("%(ground)s gjelder ikke saksframlegg og sakslister til folkevalgte organer.") % words
        )
    return ""


def redacted_copy(document: Document) -> Document | None:
    """The copy that those who may not see the paper get instead."""
    return document.redacted_copies.filter(withdrawn_at__isnull=True).first()


def note_opening(version: DocumentVersion, user: User, how: OpenedHow) -> None:
    """Write down that an exempt paper is opened; looking at page after page is one look."""
    if not version.document.is_exempt:
        return
    mine = DocumentOpening.objects.filter(version=version, user=user, how=how)
    if how == OpenedHow.PREVIEW and mine.filter(at__gte=now() - SAME_LOOK).exists():
        return
    DocumentOpening.objects.create(version=version, user=user, how=how, at=now())


def note_openings(versions: Iterable[DocumentVersion], user: User) -> None:
    """The same for papers that are taken away together in one file. One query."""
    DocumentOpening.objects.bulk_create(
        DocumentOpening(version=row, user=user, how=OpenedHow.DOWNLOAD, at=now())
        for row in versions
        if row.document.is_exempt
    )


def _write(
    thing: Case | Document,
    ground: LegalGround,
    result: WeighingResult,
    *,
    by: User,
    considered: str,
) -> Weighing:
    document = thing if isinstance(thing, Document) else None
    case = thing.case if isinstance(thing, Document) else thing
    return Weighing.objects.create(
        case=case,
        document=document,
        ground=ground,
        considered=considered.strip(),
        result=result,
        by=by,
        at=now(),
    )


def _locked(document: Document, by: User) -> Document:
    # The case first, as every action in it does: two never wait for each other.
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=document.case_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_edit(by, document.case)
    if document.case.status in ENDED:
        raise Refused(_("Saken er avsluttet. Gjenåpne den for å endre skjermingen."))
    return document


def _is_so_already(
    document: Document, ground: LegalGround, public_title: str, considered: str
) -> bool:
    """Whether the same was sent twice; another weighing of the same ground is a new one."""
    if (document.exempt_ground_id, document.public_title) != (ground.pk, public_title):
        return False
    said = considered.strip()
    return ground.is_duty or not said or document.weighings.filter(considered=said).exists()


def _require_same_ground(document: Document, seen: LegalGround | None) -> None:
    if seen is not None and document.exempt_ground_id != seen.pk:
        now_kept = document.exempt_ground.citation if document.exempt_ground else _("ikke unntatt")
        raise Refused(
            _("Noen endret skjermingen mens du skrev. Nå gjelder: %(ground)s. Se over.")
            % {"ground": now_kept}
        )
