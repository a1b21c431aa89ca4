"""Who may see, write and judge a brief, and its steps as a table read by actions and buttons."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import ENDED, Brief, BriefState, Case, CaseStatus
from cases.permissions import may_edit, visible_to
from forums.clock import today
from forums.errors import Refused
from forums.models import User
from forums.permissions import Someone, is_secretariat

MOST = 200_000  # signs, marks and all; a whole brief is a tenth of that


def visible_briefs(user: Someone, rows: QuerySet[Brief]) -> QuerySet[Brief]:
    """Those who write it, and those who are asked to comment; the case must be theirs to see."""
    return _visible(user, rows, asked_too=True)


def briefs_for(user: Someone) -> QuerySet[Brief]:
    """Every brief that the person may open."""
    return visible_briefs(user, Brief.objects.all())


def commented_briefs(user: Someone) -> QuerySet[Brief]:
    """Those too that the person has been asked about before: a comment may come too late."""
    if not isinstance(user, User):
        return Brief.objects.none()
    cases = visible_to(user, Case.objects.all())
    asked = Brief.objects.filter(rounds__requests__user=user, case__in=cases)
    return Brief.objects.filter(
        Q(pk__in=asked.values("pk")) | Q(pk__in=briefs_for(user).values("pk"))
    )


def written_briefs(user: Someone, rows: QuerySet[Brief]) -> QuerySet[Brief]:
    """The briefs of ``rows`` that the person is an author of."""
    return _visible(user, rows, asked_too=False)


def _visible(user: Someone, rows: QuerySet[Brief], *, asked_too: bool) -> QuerySet[Brief]:
    if is_secretariat(user):
        return rows
    if not isinstance(user, User):
        return rows.none()
    rows = rows.filter(case__in=visible_to(user, Case.objects.all()))
    writes = Q(case__officer=user) | Q(co_authors=user)
    writes |= Q(case__created_by=user, case__status=CaseStatus.DRAFT)
    asked = Q(rounds__requests__user=user, rounds__ended_at__isnull=True, rounds__due__gte=today())
    mine = writes | asked if asked_too else writes
    return rows.filter(pk__in=rows.filter(mine).values("pk"))


def get_brief_for(user: Someone, pk: int) -> Brief:
    """The brief, or Http404 where it does not exist for this person."""
    rows = Brief.objects.select_related(
        "case__forum", "case__owner", "case__officer", "case__kind", "case__exempt_ground",
        "forum", "created_by", "submitted_by", "judged_by", "document",
    )  # fmt: skip
    try:
        return visible_briefs(user, rows).get(pk=pk)
    except Brief.DoesNotExist:
        raise Http404 from None


def is_author(user: Someone, brief: Brief) -> bool:
    """Whoever may edit the case, and the co-authors who can see it."""
    if may_edit(user, brief.case):
        return True
    if not isinstance(user, User) or not brief.co_authors.filter(pk=user.pk).exists():
        return False
    return visible_to(user, Case.objects.filter(pk=brief.case_id)).exists()


def why_not_write(user: Someone, brief: Brief) -> str:
    """What keeps an author from writing now; empty when nothing does."""
    if brief.case.status in ENDED:
        return _("Saken er avsluttet. Gjenåpne den for å skrive videre.")
    if brief.state == BriefState.SUBMITTED and not is_secretariat(user):
        return _(
            "Saksframlegget er sendt til sekretariatet. Trekk det tilbake for å skrive videre."
        )
    return ""


def require_write(user: Someone, brief: Brief) -> None:
    """Raise PermissionDenied for a reader, Refused for what stands in the way."""
    if not is_author(user, brief):
        raise PermissionDenied
    why_not = why_not_write(user, brief)
    if why_not:
        raise Refused(why_not)


def require_length(html: str) -> None:
    """Raise Refused for more than a brief can be: nothing is cut without a word."""
    if len(html) > MOST:
        raise Refused(_("Teksten er for lang. Del den, eller legg det meste ved som et vedlegg."))


class BriefStep(StrEnum):
    SUBMIT = "send-inn"
    TAKE_BACK = "trekk-tilbake"
    RETURN = "send-tilbake"
    ACCEPT = "godkjenn"


@dataclass(frozen=True)
class Rule:
    """One line of the table; ``asks`` is the question that a reason must answer."""

    starts: frozenset[BriefState]
    for_secretariat: bool
    label: str | Promise
    infinitive: str | Promise
    consequence: str | Promise
    asks: str | Promise = ""


STEPS: dict[BriefStep, Rule] = {
    BriefStep.SUBMIT: Rule(
        starts=frozenset({BriefState.DRAFT, BriefState.RETURNED}),
        for_secretariat=False,
        label=gettext_lazy("Send til sekretariatet"),
        infinitive=gettext_lazy("sendes til sekretariatet"),
        consequence=gettext_lazy(
            "Sekretariatet ser gjennom saksframlegget, og godkjenner det eller sender det tilbake. "
            "Teksten låses så lenge. Det kommer på Min side hos alle i sekretariatet."
        ),
    ),
    BriefStep.TAKE_BACK: Rule(
        starts=frozenset({BriefState.SUBMITTED}),
        for_secretariat=False,
        label=gettext_lazy("Trekk tilbake"),
        infinitive=gettext_lazy("trekkes tilbake"),
        consequence=gettext_lazy("Saksframlegget blir et utkast igjen, og du kan skrive videre."),
    ),
    BriefStep.RETURN: Rule(
        starts=frozenset({BriefState.SUBMITTED}),
        for_secretariat=True,
        label=gettext_lazy("Send tilbake"),
        infinitive=gettext_lazy("sendes tilbake"),
        consequence=gettext_lazy(
            "De som skriver, får saksframlegget tilbake på Min side med det du skriver her. Saken "
            "viser at det er sendt tilbake, ikke hva som mangler."
        ),
        asks=gettext_lazy("Hva mangler?"),
    ),
    BriefStep.ACCEPT: Rule(
        starts=frozenset({BriefState.SUBMITTED}),
        for_secretariat=True,
        label=gettext_lazy("Godkjenn og legg i saken"),
        infinitive=gettext_lazy("godkjennes"),
        consequence=gettext_lazy(
            "Saksframlegget blir et dokument i saken (PDF). Alle som kan se saken, kan lese det "
            "fra samme øyeblikk."
        ),
    ),
}


@dataclass(frozen=True)
class StepOption:
    """What a button shows; ``why_not`` is empty when the step stands open."""

    step: BriefStep
    label: str
    consequence: str
    why_not: str

    @property
    def allowed(self) -> bool:
        return not self.why_not


def is_for(user: Someone, brief: Brief, step: BriefStep) -> bool:
    """Whether the step is ever this person's."""
    return is_secretariat(user) if STEPS[step].for_secretariat else is_author(user, brief)


def why_not_step(brief: Brief, step: BriefStep, missing: str = "") -> str:
    """What stands in the way of the step now; ``missing`` is what the text lacks, in words."""
    rule = STEPS[step]
    if brief.case.status in ENDED:
        return _("Saken er avsluttet. Gjenåpne den for å skrive videre.")
    if BriefState(brief.state) not in rule.starts:
        return _("Saksframlegget har status «%(state)s», og kan derfor ikke %(step)s.") % {
            "state": brief.get_state_display(),
            "step": rule.infinitive,
        }
    if step in {BriefStep.SUBMIT, BriefStep.ACCEPT} and missing:
        return missing
    return ""


def require_step(user: Someone, brief: Brief, step: BriefStep, missing: str = "") -> None:
    if not is_for(user, brief, step):
        raise PermissionDenied
    why_not = why_not_step(brief, step, missing)
    if why_not:
        raise Refused(why_not)


def steps_for(user: Someone, brief: Brief, missing: str = "") -> list[StepOption]:
    """The steps that are this person's and of this stage."""
    return [
        StepOption(
            step,
            str(rule.label),
            str(rule.consequence),
            why_not_step(brief, step, missing),
        )
        for step, rule in STEPS.items()
        if BriefState(brief.state) in rule.starts and is_for(user, brief, step)
    ]
