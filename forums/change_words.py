"""What follows if a reported change is confirmed now, in sentences."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.changes import known_person
from forums.clock import today
from forums.invitations import needs_invitation
from forums.models import (
    SEATED_ROLES,
    Affiliation,
    Membership,
    RepresentativeChange,
    Role,
    Seat,
)


def taken_by(seat: Seat, day: date) -> Membership | None:
    """Who sits there that day."""
    rows = Membership.objects.on(day).filter(seat=seat, role__in=SEATED_ROLES)
    found: Membership | None = rows.select_related("user").first()
    return found


def consequences(change: RepresentativeChange) -> list[str]:
    """Who comes, who leaves, and what the new one gets; three or four queries."""
    start = max(change.start, today())
    person = known_person(change)
    words = {
        "person": person.name if person else change.new_name,
        "party": change.party.name,
        "forum": change.seat.forum.name,
        "day": date_format(start),
    }
    said = [_comes(change, words)]
    if change.start < today():
        said.append(_("Meldingen gjelder fra en dag som er passert. Endringen skjer derfor i dag."))
    before = taken_by(change.seat, start) if change.role == Role.MEMBER else None
    if before is not None:
        said.append(
            _("%(person)s, som har plassen, slutter dagen før, og mister tilgangen da.")
            % {"person": before.user.name}
        )
    if person is None or needs_invitation(person):
        said.append(_("%(person)s får en invitasjon på e-post.") % words)
    if person is None or not _belongs(change, start):
        said.append(_("%(person)s blir ført opp hos %(party)s.") % words)
    return said


def _comes(change: RepresentativeChange, words: dict[str, str]) -> str:
    if change.role == Role.DEPUTY:
        return (
            _(
                "%(person)s blir vara for %(party)s i %(forum)s fra %(day)s, i tillegg til dem som "
                "er det fra før."
            )
            % words
        )
    if change.seat.is_chair:
        return (
            _("%(person)s tar plassen til %(party)s i %(forum)s fra %(day)s, og leder forumet.")
            % words
        )
    return _("%(person)s tar plassen til %(party)s i %(forum)s fra %(day)s.") % words


def _belongs(change: RepresentativeChange, day: date) -> bool:
    person = known_person(change)
    return Affiliation.objects.on(day).filter(user=person, party=change.party_id).exists()
