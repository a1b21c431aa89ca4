"""What brings a case's treatments on in their meetings, for one who runs those meetings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.agenda import BEFORE_THE_MEETING
from cases.models import TreatmentState
from cases.story import Step
from forums import clock
from forums.models import Forum, Meeting
from forums.permissions import Someone, forums_to_run, is_near, is_secretariat
from forums.templatetags.dates import when
from miljoloftet.templatetags.days import day


@dataclass(frozen=True)
class NextStep:
    label: str
    told: str
    url: str


def next_steps(user: Someone, steps: list[Step]) -> list[NextStep]:
    """The steps that are this person's to take, two queries at the most."""
    forums = {step.treatment.forum_id for step in steps}
    if not is_secretariat(user):
        near = {pk for pk in forums if is_near(user, pk)}
        mine = (
            forums_to_run(user, Forum.objects.filter(pk__in=near)) if near else Forum.objects.none()
        )
        forums = set(mine.values_list("pk", flat=True))
    rows = [step for step in steps if step.treatment.forum_id in forums]
    waiting = [row for row in rows if row.treatment.state == TreatmentState.WAITING]
    coming = _coming({row.treatment.forum_id for row in waiting})
    found = [_put_on(row, coming.get(row.treatment.forum_id)) for row in waiting]
    return [*found, *(step for row in rows for step in _in_the_meeting(row))]


def _coming(forums: set[int]) -> dict[int, Meeting]:
    """The next meeting of each forum that still takes items."""
    if not forums:
        return {}
    rows = Meeting.objects.filter(
        forum__in=forums, status__in=BEFORE_THE_MEETING, starts_at__gte=clock.now()
    )
    latest_first = rows.select_related("forum").order_by("-starts_at")
    return {meeting.forum_id: meeting for meeting in latest_first}


def _put_on(step: Step, meeting: Meeting | None) -> NextStep:
    forum = step.treatment.forum
    if meeting is None:
        return NextStep(
            _("Planlegg møte i %(forum)s") % {"forum": forum.short_name},
            _("Saken venter, og forumet har ikke noe møte som tar imot den."),
            f"{reverse('meeting_new')}?forum={forum.slug}",
        )
    return NextStep(
        _("Sett på sakslisten til %(meeting)s") % {"meeting": meeting},
        _("Forumet møtes %(day)s (%(when)s).")
        % {"day": day(meeting.starts_at), "when": when(meeting.starts_at)},
        reverse("agenda_add", args=[meeting.pk, step.treatment.pk]),
    )


def _in_the_meeting(step: Step) -> list[NextStep]:
    item = step.last_item
    if item is None:
        return []
    url = f"{reverse('meeting_hold', args=[item.meeting_id])}#sak-{item.pk}"
    if item.meeting.is_held and item.closed_at is None:
        told = _("Møtet er holdt. Skriv hva det kom fram til.")
        return [NextStep(_("Før utfallet av %(item)s") % {"item": item.label}, told, url)]
    if step.treatment.awaits_confirmation:
        told = _("Vedtaket gjelder først når teksten er bekreftet.")
        return [NextStep(_("Bekreft vedtaksteksten i %(item)s") % {"item": item.label}, told, url)]
    return []
