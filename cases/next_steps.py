"""What brings a case's treatments on in their meetings, for one who runs those meetings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.actions import Action
from cases.agenda_claims import BEFORE_THE_MEETING
from cases.models import DECISIONS, AgendaItem, Treatment, TreatmentState
from cases.roles_held import runs_meetings_of
from cases.story import Step
from cases.waiting import Row
from forums import clock
from forums.models import Meeting, User
from forums.permissions import Someone, is_secretariat
from forums.templatetags.dates import when
from miljoloftet.templatetags.days import day


def next_steps(user: Someone, steps: list[Step]) -> list[Action]:
    """The steps that are this person's to take, two queries at the most."""
    forums = runs_meetings_of(user, [step.treatment.forum for step in steps])
    rows = [step for step in steps if step.treatment.forum_id in forums]
    waiting = [row for row in rows if row.treatment.state == TreatmentState.WAITING]
    coming = _coming({row.treatment.forum_id for row in waiting})
    found = [_put_on(row, coming.get(row.treatment.forum_id)) for row in waiting]
    return [*found, *(step for row in rows for step in _in_the_meeting(row))]


def texts_to_confirm(user: User) -> list[Row]:
    """For the secretariat: the decisions that wait for their confirmed text. One query."""
    if not is_secretariat(user):
        return []
    decided = Treatment.objects.filter(outcome__in=DECISIONS, text_confirmed_at__isnull=True)
    items = AgendaItem.objects.filter(outcome__in=DECISIONS, treatment__in=decided.order_by())
    rows = items.select_related("meeting__forum", "treatment__case").order_by("closed_at", "pk")
    return [
        Row(
            _("Bekreft vedtaksteksten i %(item)s") % {"item": item.label},
            _held_at(item),
            (item.handled.case.number, item.handled.case.title),
        )
        for item in rows
    ]


def _held_at(item: AgendaItem) -> str:
    """Where the item is written down, on the page of the meeting."""
    return f"{reverse('meeting_hold', args=[item.meeting_id])}#sak-{item.pk}"


def _coming(forums: set[int]) -> dict[int, Meeting]:
    """The next meeting of each forum that still takes items."""
    if not forums:
        return {}
    rows = Meeting.objects.filter(
        forum__in=forums, status__in=BEFORE_THE_MEETING, starts_at__gte=clock.now()
    )
    latest_first = rows.select_related("forum").order_by("-starts_at")
    return {meeting.forum_id: meeting for meeting in latest_first}


def _put_on(step: Step, meeting: Meeting | None) -> Action:
    forum = step.treatment.forum
    if meeting is None:
        return _step(
            _("Planlegg møte i %(forum)s") % {"forum": forum.short_name},
            _("Saken venter, og forumet har ikke noe møte som tar imot den."),
            f"{reverse('meeting_new')}?forum={forum.slug}",
        )
    return _step(
        _("Sett på sakslisten til %(meeting)s") % {"meeting": meeting},
        _("Forumet møtes %(day)s (%(when)s).")
        % {"day": day(meeting.starts_at), "when": when(meeting.starts_at)},
        reverse("agenda_add", args=[meeting.pk, step.treatment.pk]),
    )


def _in_the_meeting(step: Step) -> list[Action]:
    item = step.last_item
    if item is None:
        return []
    url = _held_at(item)
    if item.meeting.is_held and item.closed_at is None:
        told = _("Møtet er holdt. Skriv hva det kom fram til.")
        return [_step(_("Før utfallet av %(item)s") % {"item": item.label}, told, url)]
    if step.treatment.awaits_confirmation:
        told = _("Vedtaket gjelder først når teksten er bekreftet.")
        return [_step(_("Bekreft vedtaksteksten i %(item)s") % {"item": item.label}, told, url)]
    return []


def _step(label: str, told: str, url: str) -> Action:
    return Action(label, told, "", url, leads_on=True)
