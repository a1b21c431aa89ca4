"""The guardian groups, and how they follow memberships from day to day.

Only this module writes group membership. A group is a forum's or a party's, never one
person's. ``follow(day)`` puts each person in the groups that their roles on that day give,
and takes them out of the rest; running it twice changes nothing.
"""

from collections import defaultdict
from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction

from forums.models import (
    VOTING_ROLES,
    Affiliation,
    Forum,
    ForumKind,
    Membership,
    Party,
    PartyContact,
    Role,
    User,
)

SECRETARIAT = "secretariat"
REPRESENTATIVES = "representatives"

Wanted = dict[int, set[str]]


def members_of(forum: Forum | int) -> str:
    """The group of leaders, members and deputies: those who may see exempt papers there."""
    return f"forum:{forum if isinstance(forum, int) else forum.pk}:members"


def followers_of(forum: Forum | int) -> str:
    """The group of observers, leader support, secretaries and those called when needed."""
    return f"forum:{forum if isinstance(forum, int) else forum.pk}:followers"


def people_of(party: Party | int) -> str:
    return f"party:{party if isinstance(party, int) else party.pk}:people"


def contacts_of(party: Party | int) -> str:
    return f"party:{party if isinstance(party, int) else party.pk}:contacts"


def _is_ours(name: str) -> bool:
    return name in {SECRETARIAT, REPRESENTATIVES} or name.startswith(("forum:", "party:"))


def wanted_on(day: date, users: list[int] | None = None) -> Wanted:
    """The groups each person should be in that day; inactive people in none. Four queries."""
    wanted: Wanted = defaultdict(set)
    only = {} if users is None else {"user__in": users}
    active = {"user__is_active": True, **only}
    members = Membership.objects.on(day).filter(Forum.in_force(day, "forum__"), **active)
    for user, forum, kind, role in members.values_list("user", "forum", "forum__kind", "role"):
        if kind == ForumKind.SECRETARIAT and role in {Role.LEADER, Role.MEMBER, Role.SECRETARY}:
            wanted[user].add(SECRETARIAT)
        group = members_of if role in VOTING_ROLES else followers_of
        wanted[user] |= {group(forum), REPRESENTATIVES}
    for user, party in PartyContact.objects.on(day).filter(**active).values_list("user", "party"):
        wanted[user] |= {contacts_of(party), REPRESENTATIVES}
    affiliated = Affiliation.objects.on(day).filter(**active).values_list("user", "party")
    for user, party in affiliated:
        if REPRESENTATIVES in wanted.get(user, ()):
            wanted[user].add(people_of(party))
    return wanted


def actual(users: list[int] | None = None) -> Wanted:
    """The groups each person is in now."""
    found: Wanted = defaultdict(set)
    rows = User.groups.through.objects.values_list("user_id", "group__name")
    for user, name in rows if users is None else rows.filter(user__in=users):
        if _is_ours(name):
            found[user].add(name)
    return found


def differences(day: date, users: list[int] | None = None) -> list[tuple[int, str, bool]]:
    """(person, group, should be in it) for every place where groups and roles disagree."""
    wanted, found = wanted_on(day, users), actual(users)
    rows = []
    for user in sorted(wanted.keys() | found.keys()):
        should, has = wanted.get(user, set()), found.get(user, set())
        rows += [(user, name, True) for name in sorted(should - has)]
        rows += [(user, name, False) for name in sorted(has - should)]
    return rows


@transaction.atomic
def follow(day: date, users: list[int] | None = None) -> int:
    """Make the groups right for ``day``; returns how many places were changed."""
    rows = differences(day, users)
    names = {name for _user, name, _should in rows}
    have = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
    for name in sorted(names - have.keys()):
        have[name] = Group.objects.create(name=name).pk
    through = User.groups.through
    through.objects.bulk_create(
        [through(user_id=u, group_id=have[n]) for u, n, should in rows if should],
        ignore_conflicts=True,
    )
    for user, name, should in rows:
        if not should:
            through.objects.filter(user_id=user, group_id=have[name]).delete()
    return len(rows)


def group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]
