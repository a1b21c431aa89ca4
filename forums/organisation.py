"""How the organisation is changed: parties, forums, the lines between them, and the words.

Only the secretariat does it. What ends keeps its dates; names and addresses that people have
used before stay known. Sources: guidelines for the secretariat (it keeps the organisation's
registers); preliminary mandate for the expert groups, 22 March 2019 (who commissions them and
where they report).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forums import groups
from forums.clock import today
from forums.edits import ONE_DAY, change, end_row, require_reason
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import (
    HELD_STATUSES,
    Affiliation,
    Forum,
    ForumLine,
    GlossaryTerm,
    LineKind,
    MeetingStatus,
    Membership,
    Party,
    PartyContact,
    PartyName,
    Seat,
    User,
)
from forums.people import end_contact
from forums.permissions import require_secretariat
from forums.seats import close_seat, end_membership, leave_party

# Called with a forum and its last day; a sentence is what stands in the way.
Hinder = Callable[[Forum, date], str]
_hinders: list[Hinder] = []


def register_hinder(hinder: Hinder) -> None:
    """Let an app above say what must be settled before a forum ends."""
    if hinder not in _hinders:
        _hinders.append(hinder)


# --- parties ----------------------------------------------------------------------------------


@transaction.atomic
def new_party(*, by: User, start: date, why: str = "", **facts: Any) -> Party:
    """A new signatory, or a ministry that gets a seat; ``facts`` are the party's own fields."""
    require_secretariat(by)
    party = Party(start=start, slug=_free_slug(Party, facts["name"]), **facts)
    party.full_clean()
    return save_by(party, by=by, why=why)


@transaction.atomic
def change_party(
    party: Party, *, by: User, seen: int | None = None, why: str = "", **facts: Any
) -> Party:
    """Correct facts. A new name from a day on is ``rename_party``."""
    require_secretariat(by)
    return change(party, facts, by=by, seen=seen, why=why, thing=_("parten"))


@transaction.atomic
def rename_party(party: Party, *, name: str, short_name: str, start: date, by: User) -> Party:
    """Let the party be called ``name`` from ``start``; before that it has the name it had.

    Doing it again changes nothing. Raises Refused for a day to come or before the last change.
    """
    require_secretariat(by)
    party = Party.objects.select_for_update().get(pk=party.pk)
    if (party.name, party.short_name) == (name, short_name):
        return party
    if start > today():
        raise Refused(_("Skriv inn det nye navnet den dagen det gjelder fra."))
    last = party.names.order_by("-end").first()
    since = last.end + ONE_DAY if last and last.end else party.start
    if start <= since:
        raise Refused(
            _("Parten fikk navnet sitt %(day)s. Det nye må gjelde fra en senere dag.")
            % {"day": date_format(since)}
        )
    if party.name != name:
        old = PartyName(party=party, name=party.name, start=since, end=start - ONE_DAY)
        old.full_clean()
        save_by(old, by=by)
    return change(party, {"name": name, "short_name": short_name}, by=by)


@transaction.atomic
def end_party(party: Party, *, end: date, by: User, why: str) -> Party:
    """``end`` is its last day: its seats, its people's roles and its contacts end then too.

    Raises Refused when something of the party begins after that day.
    """
    require_secretariat(by)
    require_reason(why)
    party = Party.objects.select_for_update().get(pk=party.pk)
    _require_not_ended(party, end)
    later = [Seat.objects.filter(party=party), Affiliation.objects.filter(party=party)]
    if any(rows.filter(start__gt=end).exists() for rows in later):
        raise Refused(_("Parten får plasser eller personer etter denne dagen. Velg en senere dag."))
    party.end = end
    party.full_clean()
    save_by(party, by=by, why=why, fields=["end"])
    after = end + ONE_DAY
    people = Affiliation.objects.overlapping(after, None).filter(party=party)
    for row in people.select_related("user"):
        leave_party(row.user, on=end, by=by, why=why)
    for contact in PartyContact.objects.overlapping(after, None).filter(party=party):
        end_contact(contact, end=end, by=by, why=why)
    for seat in Seat.objects.overlapping(after, None).filter(party=party):
        close_seat(seat, end=end, by=by, why=why)
    return party


# --- forums -----------------------------------------------------------------------------------


@transaction.atomic
def new_forum(*, by: User, start: date, **facts: Any) -> Forum:
    """A new forum; it has no competence before it has a mandate."""
    require_secretariat(by)
    forum = Forum(start=start, slug=_free_slug(Forum, facts["short_name"]), **facts)
    forum.full_clean()
    return save_by(forum, by=by)


@transaction.atomic
def change_forum(forum: Forum, *, by: User, seen: int | None = None, **facts: Any) -> Forum:
    """Correct facts, and say whether its meetings are open to the public."""
    require_secretariat(by)
    return change(forum, facts, by=by, seen=seen, thing=_("forumet"))


@transaction.atomic
def end_forum(forum: Forum, *, end: date, by: User, why: str) -> Forum:
    """``end`` is its last day: seats, roles and lines end with it.

    Raises Refused while it has meetings after that day, or cases (see ``register_hinder``).
    """
    require_secretariat(by)
    require_reason(why)
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    _require_not_ended(forum, end)
    _require_nothing_left(forum, end)
    forum.end = end
    forum.full_clean()
    save_by(forum, by=by, why=why, fields=["end"])
    after = end + ONE_DAY
    for seat in Seat.objects.overlapping(after, None).filter(forum=forum):
        close_seat(seat, end=end, by=by, why=why)
    for row in Membership.objects.overlapping(after, None).filter(forum=forum):
        end_membership(row, end=end, by=by, why=why)
    for line in [*_lines(forum.lines_out, after), *_lines(forum.lines_in, after)]:
        end_row(line, end, by=by, why=why)
    # A forum that has ended gives nobody rights, whatever their roles say.
    people = Membership.objects.filter(forum=forum).values_list("user", flat=True)
    groups.follow(today(), sorted(set(people)))
    return forum


@transaction.atomic
def draw_line(
    from_forum: Forum,
    to_forum: Forum,
    kind: LineKind | str,
    *,
    start: date,
    by: User,
    source: str = "",
) -> ForumLine:
    """``from_forum`` owns, commissions or reports to ``to_forum`` from ``start``.

    Raises Refused for a line that is there already, and for a second owner of one mandate.
    """
    require_secretariat(by)
    kind = LineKind(kind)
    lines = ForumLine.objects.overlapping(start, None).filter(to_forum=to_forum, kind=kind)
    if lines.filter(from_forum=from_forum).exists():
        raise Refused(_("Denne linjen finnes alt."))
    owner = lines.select_related("from_forum").first() if kind == LineKind.OWNS else None
    if owner is not None:
        raise Refused(
            _("%(forum)s eier alt mandatet. Avslutt den linjen først.")
            % {"forum": owner.from_forum.name}
        )
    line = ForumLine(
        from_forum=from_forum, to_forum=to_forum, kind=kind, start=start, source=source
    )
    line.full_clean()
    return save_by(line, by=by)


@transaction.atomic
def end_line(line: ForumLine, *, end: date, by: User, why: str) -> ForumLine:
    require_secretariat(by)
    require_reason(why)
    line = ForumLine.objects.select_for_update().get(pk=line.pk)
    _require_not_ended(line, end)
    return end_row(line, end, by=by, why=why)


# --- words ------------------------------------------------------------------------------------


@transaction.atomic
def new_term(*, by: User, **facts: Any) -> GlossaryTerm:
    require_secretariat(by)
    term = GlossaryTerm(**facts)
    term.full_clean()
    return save_by(term, by=by)


@transaction.atomic
def change_term(
    term: GlossaryTerm, /, *, by: User, seen: int | None = None, **facts: Any
) -> GlossaryTerm:
    require_secretariat(by)
    return change(term, facts, by=by, seen=seen, thing=_("ordet"))


@transaction.atomic
def remove_term(term: GlossaryTerm, *, by: User, why: str) -> None:
    """Take the word out of use: it is explained nowhere any more. Its history stays."""
    require_secretariat(by)
    require_reason(why)
    delete_by(term, by=by, why=why)


def _require_not_ended(row: Party | Forum | ForumLine, end: date) -> None:
    if row.end is not None and row.end <= end:
        raise Refused(_("Dette er alt avsluttet %(day)s.") % {"day": date_format(row.end)})
    if end < row.start:
        raise Refused(_("Siste dag kan ikke være før første dag."))


def _require_nothing_left(forum: Forum, end: date) -> None:
    done = [*HELD_STATUSES, MeetingStatus.CANCELLED]
    if forum.meetings.exclude(status__in=done).filter(starts_at__date__gt=end).exists():
        raise Refused(_("Forumet har møter etter denne dagen. Avlys dem først."))
    if Seat.objects.filter(forum=forum, start__gt=end).exists():
        raise Refused(_("Forumet får plasser etter denne dagen. Velg en senere dag."))
    for hinder in _hinders:
        sentence = hinder(forum, end)
        if sentence:
            raise Refused(sentence)


def _lines(lines: Any, after: date) -> list[ForumLine]:
    return list(lines.overlapping(after, None))


def _free_slug(model: type[Party] | type[Forum], name: str) -> str:
    """The address on the site, from the name as it is first; it never changes after."""
    letters = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    stem = slugify(letters)[:50] or "ny"
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    tries = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)
