"""What somebody new needs to know about their own roles: what is expected, how much time, whom
to ask, what is coming. Everything is read from data; nothing here knows a forum by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.clock import now
from forums.competence import ForumCompetence, competences_on
from forums.models import (
    HELD_STATUSES,
    Forum,
    ForumKind,
    GlossaryTerm,
    Mandate,
    MandateReading,
    Meeting,
    MeetingStatus,
    Membership,
    PartyContact,
    Role,
    User,
)

YEAR = timedelta(days=365)
COMING = 3  # meetings shown for each forum


@dataclass
class MyForum:
    """One forum of the reader: the role, what is expected, time, leader and meetings."""

    membership: Membership
    competence: ForumCompetence
    has_read: bool
    leaders: list[Membership] = field(default_factory=list)
    held: list[Meeting] = field(default_factory=list)
    coming: list[Meeting] = field(default_factory=list)

    @property
    def forum(self) -> Forum:
        return self.membership.forum

    @property
    def duties(self) -> list[str]:
        return duties(Role(self.membership.role), ForumKind(self.forum.kind))

    @property
    def mandate(self) -> Mandate | None:
        return self.competence.mandate

    @property
    def must_read(self) -> bool:
        seated = self.membership.role in {Role.LEADER, Role.MEMBER, Role.DEPUTY}
        return seated and self.mandate is not None and not self.has_read

    @property
    def expected_hours(self) -> Decimal | None:
        """The forum's own estimate, for those it counts on; others follow as they need."""
        counted = self.membership.role in {Role.LEADER, Role.MEMBER, Role.SECRETARY}
        return self.forum.expected_hours if counted else None

    @property
    def meeting_hours(self) -> float:
        """Hours in meetings over the last twelve months."""
        return sum((m.ends_at - m.starts_at).total_seconds() for m in self.held) / 3600


def duties(role: Role, kind: ForumKind) -> list[str]:
    """What the role asks of a person, in words."""
    prepare = _("Les papirene før møtet, og avklar synet til parten din på forhånd.")
    home = _("Fortell hjemme hva forumet kom fram til, og hva parten din skal følge opp.")
    texts = {
        Role.LEADER: [
            _("Led møtene, og si tydelig hva forumet kommer fram til."),
            _("Sørg for at forumet holder seg til det mandatet gir rett til."),
        ],
        Role.MEMBER: [prepare, _("Møt på plassen til parten din, eller si fra til vara."), home],
        Role.DEPUTY: [
            _("Ta plassen når medlemmet ikke kan møte. Da gjelder det samme for deg."),
            _("Følg med på sakene, så du kan steppe inn på kort varsel."),
        ],
        Role.SUPPORT: [
            _("Støtt lederen du følger. Du er ikke medlem og telles ikke."),
            _("Hjelp til med å forberede sakene hjemme."),
        ],
        Role.OBSERVER: [_("Følg møtene. Du er ikke medlem, telles ikke og stemmer ikke.")],
        Role.SECRETARY: [
            _("Forbered sakene, send ut papirene i tide og skriv referatet."),
            _("Behandle alle parter likt."),
        ],
        Role.CALLED: [_("Møt når forumet kaller deg inn til en sak.")],
    }
    rows = list(texts[role])
    if role == Role.LEADER and kind == ForumKind.EXPERT:
        rows.append(_("Svar på bestillinger, og fortell hvordan arbeidet i faggruppen går."))
    return rows


def contact_duties() -> list[str]:
    return [
        _("Meld fra når noen i parten din slutter, begynner eller bytter plass."),
        _("Se til at ledige plasser blir fylt innen fristen."),
    ]


def my_forums(user: User, day: date) -> list[MyForum]:
    """Everything about the reader's forums, the highest first. Six queries."""
    rows = list(
        Membership.objects.on(day)
        .filter(user=user)
        .select_related("forum", "party")
        .order_by("forum__level", "forum__position", "forum__name", "role")
    )
    forums = list({row.forum_id: row.forum for row in rows}.values())
    competences = competences_on(forums, day)
    read = set(MandateReading.objects.filter(user=user).values_list("mandate_id", flat=True))
    leaders = _leaders(forums, day)
    held, coming = _meetings(forums)
    return [
        MyForum(
            row,
            (competence := competences[row.forum_id]),
            bool(competence.mandate and competence.mandate.pk in read),
            leaders[row.forum_id],
            held[row.forum_id],
            coming[row.forum_id][:COMING],
        )
        for row in rows
    ]


def _leaders(forums: Iterable[Forum], day: date) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.on(day).filter(forum__in=forums, role=Role.LEADER)
    for row in rows.select_related("user").order_by("user__name"):
        found[row.forum_id].append(row)
    return found


def _meetings(
    forums: Iterable[Forum],
) -> tuple[dict[int, list[Meeting]], dict[int, list[Meeting]]]:
    held: dict[int, list[Meeting]] = defaultdict(list)
    coming: dict[int, list[Meeting]] = defaultdict(list)
    moment = now()
    past = Q(status__in=HELD_STATUSES, starts_at__gte=moment - YEAR, starts_at__lte=moment)
    ahead = Q(status__in=[MeetingStatus.PLANNED, MeetingStatus.CALLED])
    ahead &= Q(starts_at__gte=_midnight(moment))
    rows = Meeting.objects.filter(past | ahead, forum__in=forums).select_related("forum")
    for row in rows.order_by("starts_at", "pk"):
        (held if row.is_held else coming)[row.forum_id].append(row)
    return held, coming


def _midnight(moment: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), time.min))


def secretariat_people(day: date) -> list[Membership]:
    """Who works in a secretariat, the leader first."""
    rows = Membership.objects.on(day).filter(forum__kind=ForumKind.SECRETARIAT)
    people = list(rows.select_related("user", "forum").order_by("user__name"))
    return sorted(people, key=lambda row: row.role != Role.LEADER)


def my_contacts(user: User, day: date) -> list[PartyContact]:
    """The contacts of the party the reader belongs to; may be the reader."""
    mine = user.affiliations.on(day).values("party")
    rows = PartyContact.objects.on(day).filter(party__in=mine).select_related("user", "party")
    return list(rows.order_by("user__name"))


def words_to_meet(forums: Iterable[MyForum]) -> list[GlossaryTerm]:
    """The essential words, and those that name the reader's own forums."""
    names = {row.forum.short_name for row in forums}
    rows = GlossaryTerm.objects.filter(Q(is_essential=True) | Q(term__in=names))
    return list(rows.order_by("term"))
