"""How a mandate comes to be: drafted from the one in force, put in force, read by the members.

Only this module writes mandates, their clauses, competences and rules. The text of a mandate
that is or has been in force is never edited: a new version takes its place, and the one before
ends the day before. Source: mandate for AU, 4 December 2018, and the preliminary mandate for the
expert groups, 22 March 2019 (the forum above adopts the mandate).
"""

import re
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.clock import now, today
from forums.conflicts import require_unchanged
from forums.edits import ONE_DAY, require_reason, write
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import (
    Act,
    Competence,
    Forum,
    Mandate,
    MandateClause,
    MandateReading,
    MandateRule,
    MandateStatus,
    Membership,
    RuleKind,
    User,
)
from forums.permissions import Someone, require_secretariat

IN_FORCE = (MandateStatus.PRELIMINARY, MandateStatus.AGREED, MandateStatus.ADOPTED)
NEEDS_FORUM = (MandateStatus.AGREED, MandateStatus.ADOPTED)


@transaction.atomic
def confirm_reading(mandate: Mandate, *, by: Someone) -> MandateReading:
    """Note that the person has read it; doing it again changes nothing.

    Raises Refused for a mandate not in force today, and for one without a role in its forum.
    """
    if not isinstance(by, User):
        raise PermissionDenied
    if mandate.status == MandateStatus.DRAFT or not mandate.holds_on(today()):
        raise Refused(_("Mandatet gjelder ikke i dag, og kan ikke bekreftes lest."))
    if not Membership.objects.current().filter(user=by, forum=mandate.forum_id).exists():
        raise Refused(_("Bare de som har en rolle i forumet, bekrefter at de har lest mandatet."))
    reading, _made = MandateReading.objects.get_or_create(
        mandate=mandate, user=by, defaults={"confirmed_at": now()}
    )
    return reading


@transaction.atomic
def draft_mandate(forum: Forum, *, by: User) -> Mandate:
    """Begin the next version as a copy of the one in force, or an empty one where none is.

    Raises Refused when the forum has a draft already.
    """
    require_secretariat(by)
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    if forum.mandates.filter(status=MandateStatus.DRAFT).exists():
        raise Refused(_("Det finnes alt et utkast til nytt mandat for dette forumet."))
    model = forum.mandate_on(today())
    newest = forum.mandates.aggregate(newest=Max("version"))["newest"] or 0
    draft = Mandate(
        forum=forum,
        version=newest + 1,
        status=MandateStatus.DRAFT,
        title=model.title if model else _("Mandat for %(forum)s") % {"forum": forum.name},
        source=_("Utkast fra sekretariatet"),
        source_date=today(),
        start=today(),
    )
    draft.full_clean()
    save_by(draft, by=by)
    if model:
        _copy(model, draft, by)
    return draft


@transaction.atomic
def change_draft(
    mandate: Mandate,
    *,
    title: str,
    summary: str,
    source: str,
    source_date: date | None,
    by: User,
    seen: int | None = None,
) -> Mandate:
    """Write what the version is called, what it says in short and where it comes from."""
    draft = _draft(mandate.pk, by)
    values = {"title": title, "summary": summary, "source": source, "source_date": source_date}
    require_unchanged(draft, seen, values, typed=values, thing=_("utkastet"))
    return write(draft, values, by=by)


@transaction.atomic
def discard_draft(mandate: Mandate, *, by: User, why: str) -> None:
    """Give the draft up. Its history stays; nobody outside the secretariat has seen it."""
    draft = _draft(mandate.pk, by)
    require_reason(why)
    for rule in MandateRule.objects.filter(clause__mandate=draft):
        delete_by(rule, by=by, why=why)
    for row in [*draft.competences.all(), *draft.clauses.all()]:
        delete_by(row, by=by, why=why)
    delete_by(draft, by=by, why=why)


@transaction.atomic
def add_clause(
    mandate: Mandate, *, number: str, heading: str, text: str, by: User
) -> MandateClause:
    """Clauses stand in the order of their numbers."""
    draft = _draft(mandate.pk, by)
    last = draft.clauses.aggregate(last=Max("position"))["last"] or 0
    clause = MandateClause(
        mandate=draft, position=last + 1, number=number, heading=heading, text=text
    )
    clause.full_clean()
    save_by(clause, by=by)
    _put_in_order(draft, by)
    return clause


@transaction.atomic
def change_clause(
    clause: MandateClause,
    *,
    number: str,
    heading: str,
    text: str,
    by: User,
    seen: int | None = None,
) -> MandateClause:
    draft = _draft(clause.mandate_id, by)
    clause = MandateClause.objects.select_for_update().get(pk=clause.pk)
    values = {"number": number, "heading": heading, "text": text}
    require_unchanged(clause, seen, values, typed=values, thing=_("punktet"))
    write(clause, values, by=by)
    _put_in_order(draft, by)
    return clause


@transaction.atomic
def remove_clause(clause: MandateClause, *, by: User) -> None:
    """Take the clause out of the draft, with the competence and the rules it gave."""
    _draft(clause.mandate_id, by)
    for row in [*clause.rules.all(), *clause.competences.all()]:
        delete_by(row, by=by)
    delete_by(clause, by=by)


@transaction.atomic
def set_competence(
    mandate: Mandate, wanted: Mapping[Act, tuple[MandateClause | None, str]], *, by: User
) -> None:
    """What the draft gives the forum power to do: by which clause, and for which cases.

    An act without a clause is not given, and an act left out stands as it is.
    """
    draft = _draft(mandate.pk, by)
    there = {row.act: row for row in draft.competences.all()}
    for act, (clause, scope) in wanted.items():
        row = there.get(act)
        if clause is not None and clause.mandate_id != draft.pk:
            raise Refused(_("Punktet står i en annen versjon av mandatet."))
        if clause is not None:
            row = row or Competence(mandate=draft, act=act)
            write(row, {"clause": clause, "scope": scope}, by=by)
        elif row is not None:
            delete_by(row, by=by)


@transaction.atomic
def add_rule(
    clause: MandateClause,
    *,
    kind: RuleKind | str,
    value: int,
    by: User,
    reports_to: Forum | None = None,
) -> MandateRule:
    """Say in numbers what the clause asks; the system measures it from the first day."""
    _draft(clause.mandate_id, by)
    _require_rule_makes_sense(RuleKind(kind), value, reports_to)
    same = MandateRule.objects.filter(
        clause__mandate=clause.mandate_id, kind=kind, reports_to=reports_to
    )
    if same.exists():
        raise Refused(_("Mandatet har alt en slik regel. Fjern den først."))
    rule = MandateRule(clause=clause, kind=RuleKind(kind), value=value, reports_to=reports_to)
    rule.full_clean()
    return save_by(rule, by=by)


@transaction.atomic
def remove_rule(rule: MandateRule, *, by: User) -> None:
    _draft(rule.clause.mandate_id, by)
    delete_by(rule, by=by)


@transaction.atomic
def put_in_force(
    mandate: Mandate,
    *,
    status: MandateStatus | str,
    start: date,
    by: User,
    adopted_by: Forum | None = None,
    adopted_on: date | None = None,
    why: str = "",
) -> Mandate:
    """Let the draft hold from ``start``; the version before ends the day before.

    Raises Refused for a draft without clauses, for an agreed or adopted mandate without the
    forum and the day, and for a start before the adoption or before the present version began.
    """
    draft = _draft(mandate.pk, by)
    status = MandateStatus(status)
    if status not in NEEDS_FORUM:
        adopted_by = adopted_on = None
    _require_may_begin(draft, status, start, adopted_by, adopted_on)
    earlier = draft.forum.mandates.exclude(status=MandateStatus.DRAFT)
    for row in earlier.overlapping(start, None).select_for_update(of=("self",)):
        if row.start >= start:
            raise Refused(
                _("Versjon %(n)s gjelder fra %(day)s. Det nye mandatet må begynne senere.")
                % {"n": row.version, "day": date_format(row.start)}
            )
        row.end = start - ONE_DAY
        save_by(row, by=by, why=_("Avløst av versjon %(n)s") % {"n": draft.version}, fields=["end"])
    values = {
        "status": status,
        "start": start,
        "adopted_by": adopted_by,
        "adopted_on": adopted_on,
    }
    return write(draft, values, by=by, why=why)


def _draft(pk: int, by: User) -> Mandate:
    """The draft, locked. Raises Refused for a version that is or has been in force."""
    require_secretariat(by)
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("forum")
    mandate: Mandate | None = rows.filter(pk=pk).first()
    if mandate is None:
        raise Refused(_("Utkastet er forkastet."))
    if mandate.status != MandateStatus.DRAFT:
        raise Refused(
            _("Versjon %(n)s er satt i kraft. Teksten kan ikke endres; lag en ny versjon.")
            % {"n": mandate.version}
        )
    return mandate


def _copy(model: Mandate, draft: Mandate, by: User) -> None:
    for old in model.clauses.prefetch_related("rules", "competences").order_by("position"):
        clause = MandateClause(
            mandate=draft,
            position=old.position,
            number=old.number,
            heading=old.heading,
            text=old.text,
        )
        save_by(clause, by=by)
        for given in old.competences.all():
            row = Competence(mandate=draft, clause=clause, act=given.act, scope=given.scope)
            save_by(row, by=by)
        for rule in old.rules.all():
            copy = MandateRule(
                clause=clause, kind=rule.kind, value=rule.value, reports_to=rule.reports_to
            )
            save_by(copy, by=by)


def _put_in_order(draft: Mandate, by: User) -> None:
    rows = sorted(draft.clauses.all(), key=lambda row: _natural(row.number))
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            save_by(row, by=by, fields=["position"])


def _natural(number: str) -> list[tuple[int, int, str]]:
    """1, 2, 2.1, 2 b, 10; what has no digits stands last."""
    parts = re.findall(r"\d+|[^\W\d_]+", number)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.lower()) for part in parts]


def _require_rule_makes_sense(kind: RuleKind, value: int, reports_to: Forum | None) -> None:
    if kind in {RuleKind.WRITTEN_PAPER, RuleKind.PARTIES_PRESENT} and value > 100:
        raise Refused(_("En andel kan ikke være over 100 prosent."))
    if (kind == RuleKind.STATUS_REPORT) != (reports_to is not None):
        raise Refused(
            _("Velg hvem forumet melder status til.")
            if reports_to is None
            else _("Bare statusmeldinger har et forum å melde til.")
        )


def _require_may_begin(
    draft: Mandate,
    status: MandateStatus,
    start: date,
    adopted_by: Forum | None,
    adopted_on: date | None,
) -> None:
    if status not in IN_FORCE:
        raise Refused(_("Et mandat settes i kraft som foreløpig, omforent eller vedtatt."))
    if not draft.clauses.exists():
        raise Refused(_("Utkastet har ingen punkter."))
    if status not in NEEDS_FORUM:
        return
    if adopted_by is None or adopted_on is None:
        raise Refused(_("Oppgi hvilket forum som vedtok mandatet, og når."))
    if adopted_on > today():
        raise Refused(_("Vedtaket kan ikke ligge fram i tid."))
    if adopted_on > start:
        raise Refused(_("Mandatet kan ikke gjelde før det er vedtatt."))
