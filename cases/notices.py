"""Who is told about what happens in a case, and that they were.

``record`` in events.py calls ``tell`` for each event, in the same transaction; the sentence
before a button asks the same question through ``who_hears``. Nobody is told what they may not
see, and nobody about what they did themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.event_words import NEEDED
from cases.models import (
    Case,
    CaseGrant,
    CaseStatus,
    EventKind,
    Follower,
    Notice,
    PartyPosition,
    RoutingEvent,
    Told,
)
from cases.permissions import forums_on_way, visible_to, was_shown
from forums import groups
from forums.competence import joined
from forums.models import Forum, ForumKind, Membership, Party, PartyContact, Role, User

# The forum that gets something to do hears of it: those with a seat or a pen there.
GETS = frozenset(
    {
        EventKind.PUT_FORWARD,
        EventKind.ASKED,
        EventKind.SENT,
        EventKind.LIFTED,
        EventKind.RETURNED,
        EventKind.REOPENED,
        EventKind.ORDERED,
        EventKind.TAKEN_BACK,
    }
)
# Whoever sent the case on, or ordered the work, hears what became of it.
FATES = frozenset(
    {
        EventKind.TREATED,
        EventKind.POSTPONED,
        EventKind.RETURNED,
        EventKind.LIFTED,
        EventKind.SENT,
        EventKind.CONFIRMED,
        EventKind.ORDER_ANSWERED,
        EventKind.FINAL,
        EventKind.CLOSED,
        EventKind.WITHDRAWN,
        EventKind.MERGED,
        EventKind.TOOK_IN,
        EventKind.UNMERGED,
        EventKind.ORDER_WITHDRAWN,
    }
)
# Of these the forum they happened in sent nothing: its leader hears as its leader.
IN_PLACE = frozenset(
    {
        EventKind.TREATED,
        EventKind.POSTPONED,
        EventKind.CONFIRMED,
        EventKind.CLOSED,
        EventKind.WITHDRAWN,
        EventKind.MERGED,
    }
)
# Both ends of an order hear: the one that ordered, and the one that was to answer.
ABOUT_AN_ORDER = frozenset({EventKind.ORDER_ANSWERED, EventKind.ORDER_WITHDRAWN})
FOR_PARTIES = frozenset(
    {
        EventKind.TO_PARTIES,
        EventKind.TAKEN_BACK,
        EventKind.POSITION,
        EventKind.ANSWERED,
        EventKind.MEDIATION,
        EventKind.MEDIATED,
        EventKind.FOLLOW_UP,
        EventKind.FOLLOW_UP_MOVED,
        EventKind.FOLLOW_UP_DONE,
        EventKind.FOLLOW_UP_GONE,
    }
)
FOR_SECRETARIAT = frozenset({EventKind.ANSWERED, EventKind.MEDIATION, EventKind.ORDER_ANSWERED})
IN_THE_FORUM = (Role.LEADER, Role.MEMBER, Role.DEPUTY, Role.SECRETARY)
# The first reason that fits is the one given.
ORDER = (
    Told.FORUM,
    Told.SENDER,
    Told.LEADER,
    Told.CONCERNS,
    Told.PARTY,
    Told.OFFICER,
    Told.SECRETARIAT,
    Told.FOLLOWS,
)


@dataclass(frozen=True)
class Audience:
    """The people who hear, each with why."""

    why: dict[int, Told]
    forum: str = ""

    @property
    def sentence(self) -> str:
        """Who is told, in words: "9 i AKG, saksbehandleren og 2 som følger saken får varsel"."""
        counts = {reason: list(self.why.values()).count(reason) for reason in ORDER}
        said = [_words(reason, n, self.forum) for reason, n in counts.items() if n]
        if not said:
            return _("Ingen får varsel om dette.")
        people = joined(said, _("og"))
        return _("%(people)s får varsel.") % {"people": people[:1].upper() + people[1:]}


def who_hears(
    case: Case,
    kind: EventKind | str,
    *,
    by: User,
    from_forum: Forum | None = None,
    to_forum: Forum | None = None,
    asked_by_forum: Forum | None = None,
    parties: Iterable[Party] = (),
    concerns: Iterable[User | None] = (),
) -> Audience:
    """The audience of such an event. At most eight queries, however many people there are."""
    kind = EventKind(kind)
    found: dict[int, Told] = {}
    for why, people in (
        *_ends(case, kind, from_forum, to_forum, asked_by_forum),
        (Told.CONCERNS, [person.pk for person in concerns if person is not None]),
        (Told.PARTY, _contacts(case, kind, parties)),
        (Told.OFFICER, [case.officer_id]),
        (Told.SECRETARIAT, _secretariat() if kind in FOR_SECRETARIAT else []),
        (Told.FOLLOWS, Follower.objects.filter(case=case).values_list("user", flat=True)),
    ):
        found |= {pk: why for pk in people if pk not in found}
    found.pop(by.pk, None)
    may = set(may_hear(case, found).values_list("pk", flat=True))
    return Audience(
        {pk: why for pk, why in found.items() if pk in may},
        to_forum.short_name if to_forum else "",
    )


def _ends(
    case: Case,
    kind: EventKind,
    from_forum: Forum | None,
    to_forum: Forum | None,
    asked_by_forum: Forum | None,
) -> Iterable[tuple[Told, list[int]]]:
    """The people of the forum that gets something, and the leaders of those it came from."""
    if kind in GETS and to_forum is not None:
        yield Told.FORUM, _people_of(to_forum)
    if kind in FATES:
        ends = [asked_by_forum, None if kind in IN_PLACE else from_forum]
        ends += [to_forum] if kind in ABOUT_AN_ORDER else []
        yield Told.SENDER, _leaders_of(ends, None if kind in ABOUT_AN_ORDER else case)
    if kind in IN_PLACE:
        yield Told.LEADER, _leaders_of([from_forum])


def _contacts(case: Case, kind: EventKind, parties: Iterable[Party]) -> Iterable[int]:
    """Of the parties it is about; a mediation concerns all that have spoken in the case."""
    told = [party.pk for party in parties]
    if not told or kind not in FOR_PARTIES:
        return []
    speaks = Q(party__in=told)
    if kind in {EventKind.MEDIATION, EventKind.MEDIATED}:
        said = PartyPosition.objects.filter(treatment__case=case)
        speaks |= Q(party__in=said.values("party"))
    return PartyContact.objects.current().filter(speaks).values_list("user", flat=True)


def tell(event: RoutingEvent, concerns: Iterable[User | None] = ()) -> Audience:
    """Write one notice for each person who hears of the event."""
    treatment = event.treatment
    audience = who_hears(
        event.case,
        event.kind,
        by=event.by,
        from_forum=event.from_forum,
        to_forum=event.to_forum,
        asked_by_forum=treatment.asked_by_forum if treatment else None,
        parties=[event.party] if event.party else (),
        concerns=concerns,
    )
    Notice.objects.bulk_create(
        Notice(event=event, user_id=pk, why=why) for pk, why in audience.why.items()
    )
    return audience


def unread(user: User) -> QuerySet[Notice]:
    """What the person has been told, may still see and has not read, the newest first."""
    rows = Notice.objects.filter(user=user, read_at__isnull=True)
    rows = visible_to(user, rows, case="event__case__")
    needed = [f"event__{name}" for name in ("case", "treatment", *NEEDED)]
    return rows.select_related(*needed).order_by("-event__at", "-pk")


def may_hear(case: Case, people: Iterable[int], *, kept: bool = False) -> QuerySet[User]:
    """Of ``people``: those who see the case with the status and the exemption it has.

    Judged by what gives rights, not by the rows of rights as ``readers_of`` in permissions.py
    does: an event is written, and told of, before those rows follow it.
    ``kept``: what they are to hear of is exempt, whether all of the case is or not.
    """
    rows = User.objects.filter(pk__in=list(people), is_active=True)
    staff = Q(groups__name=groups.SECRETARIAT)
    if _is_kept_by_its_preparers(case):
        return rows.filter(staff | Q(pk=case.officer_id) | Q(pk=case.created_by_id)).distinct()
    if not (kept or case.exempt_ground_id):
        return rows.filter(groups__name=groups.REPRESENTATIVES)
    members = Q(groups__name__in=[groups.members_of(pk) for pk in forums_on_way(case)])
    by_name = Q(pk__in=CaseGrant.objects.current().filter(case=case).values("user"))
    return rows.filter(staff | members | by_name).distinct()


def _is_kept_by_its_preparers(case: Case) -> bool:
    """A draft, or a case that ended as one: nobody else knows of it."""
    ended = case.status in {CaseStatus.WITHDRAWN, CaseStatus.MERGED}
    return case.status == CaseStatus.DRAFT or (ended and not was_shown(case))


def _people_of(forum: Forum) -> list[int]:
    rows = Membership.objects.current().filter(forum=forum, role__in=IN_THE_FORUM)
    return list(rows.values_list("user", flat=True))


def _leaders_of(forums: Iterable[Forum | None], sent: Case | None = None) -> list[int]:
    """Of these forums, and of each that has lifted or sent the case on."""
    which = Q(forum__in=[forum.pk for forum in forums if forum is not None])
    if sent is not None:
        moves = sent.events.filter(kind__in=[EventKind.LIFTED, EventKind.SENT])
        which |= Q(forum__in=moves.order_by().values("from_forum"))
    rows = Membership.objects.current().filter(which, role=Role.LEADER)
    return list(rows.values_list("user", flat=True))


def _secretariat() -> list[int]:
    rows = Membership.objects.current().filter(forum__kind=ForumKind.SECRETARIAT)
    return list(rows.values_list("user", flat=True))


def _words(why: Told, n: int, forum: str) -> str:
    words = {"n": n, "forum": forum}
    match why:
        case Told.FORUM:
            return _("%(n)s i %(forum)s") % words
        case Told.SENDER:
            return ngettext("lederen som sendte saken", "%(n)s ledere som sendte saken", n) % words
        case Told.LEADER:
            return ngettext("lederen av forumet", "%(n)s som leder forumet", n) % words
        case Told.CONCERNS:
            return ngettext("den det gjelder", "%(n)s som det gjelder", n) % words
        case Told.PARTY:
            return ngettext("%(n)s partskontakt", "%(n)s partskontakter", n) % words
        case Told.OFFICER:
            return _("saksbehandleren")
        case Told.SECRETARIAT:
            return _("%(n)s i sekretariatet") % words
    return ngettext("%(n)s som følger saken", "%(n)s som følger saken", n) % words
