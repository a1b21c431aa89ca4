"""Who may do what with the organisation; the only file of this app that knows guardian.

Default deny. The organisation (forums, parties, mandates, who sits where, meeting dates) is
readable by every person with a role today; the secretariat edits it; a party contact reports
for the party. An account whose roles have ended sees its own pages only.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from forums import groups
from forums.models import Forum, ForumKind, Membership, Party, Role, User

Someone = User | AnonymousUser
# Forums that run their own meetings; the secretariat runs those of the others.
RUN_THEIR_OWN = (ForumKind.EXPERT, ForumKind.NETWORK)
M = TypeVar("M", bound=Model)


def is_secretariat(user: Someone) -> bool:
    """In the secretariat today, or an administrator."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or groups.SECRETARIAT in user.group_names


def is_representative(user: Someone) -> bool:
    """Has any role today: in a forum, as party contact or in the secretariat."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return is_secretariat(user) or groups.REPRESENTATIVES in user.group_names


def is_member(user: Someone, forum: Forum) -> bool:
    """Leader, member or deputy of the forum today."""
    return isinstance(user, User) and groups.members_of(forum) in user.group_names


def may_run_meetings(user: Someone, forum: Forum) -> bool:
    """The secretariat; in an expert group also those who lead it or write for it today."""
    if is_secretariat(user):
        return True
    if not isinstance(user, User) or forum.kind not in RUN_THEIR_OWN:
        return False
    roles = Membership.objects.current().filter(role__in=[Role.LEADER, Role.SECRETARY])
    return is_representative(user) and roles.filter(user=user, forum=forum).exists()


def require_run_meetings(user: Someone, forum: Forum) -> None:
    if not may_run_meetings(user, forum):
        raise PermissionDenied


def forums_to_run(user: Someone, rows: QuerySet[Forum]) -> QuerySet[Forum]:
    """The forums of ``rows`` whose meetings the person may run; no query of its own."""
    if is_secretariat(user):
        return rows
    if not isinstance(user, User) or not is_representative(user):
        return rows.none()
    roles = Membership.objects.current().filter(role__in=[Role.LEADER, Role.SECRETARY])
    return rows.filter(kind__in=RUN_THEIR_OWN, pk__in=roles.filter(user=user).values("forum"))


def may_report_for(user: Someone, party: Party) -> bool:
    """The party's contacts, and the secretariat on a party's behalf."""
    if is_secretariat(user):
        return True
    return isinstance(user, User) and groups.contacts_of(party) in user.group_names


def reports_for(user: Someone) -> frozenset[int]:
    """The parties that the person is a contact for today, by primary key."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    names = [name for name in user.group_names if name.endswith(":contacts")]
    return frozenset(int(name.split(":")[1]) for name in names)


def require_secretariat(user: Someone) -> None:
    if not is_secretariat(user):
        raise PermissionDenied


def require_report_for(user: Someone, party: Party) -> None:
    if not may_report_for(user, party):
        raise PermissionDenied


def visible_to(user: Someone, rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of this app's organisation that the person may see: all, or none."""
    return rows if is_representative(user) else rows.none()


def person(request: HttpRequest) -> User:
    """Whoever asks, signed in. Raises PermissionDenied for a visitor."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def audience(name: str):  # type: ignore[no-untyped-def]
    """The question behind a view's decorator; see ``miljoloftet/http.py``."""
    ask = {"representative": is_representative, "secretariat": is_secretariat}[name]

    def question(request: HttpRequest) -> bool:
        return ask(request.user)

    return question
