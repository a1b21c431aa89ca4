"""The ten kinds of people who may come to an address, around one working committee."""

from dataclasses import dataclass
from datetime import timedelta

from forums import groups
from forums.clock import today
from forums.models import Membership, Role, User
from tests.cases.conftest import World
from tests.factories import LONG_AGO, fresh, make_contact, make_member, make_party, make_user

KINDS = (
    "public",
    "observer",
    "support",
    "deputy",
    "member",
    "elsewhere",
    "former",
    "contact",
    "secretariat",
    "admin",
)


@dataclass(frozen=True)
class People:
    """``member``, ``deputy``, ``observer`` and ``support`` belong to the committee that has the
    cases; ``elsewhere`` sits in another forum; ``contact`` reports for the party that owns them.
    """

    by_kind: dict[str, User | None]

    def __getitem__(self, kind: str) -> User | None:
        return self.by_kind[kind]


def make_people(world: World) -> People:
    return People(
        {
            "public": None,
            "observer": make_member(world.committee, role=Role.OBSERVER),
            "support": make_member(world.committee, role=Role.SUPPORT),
            "deputy": make_member(world.committee, role=Role.DEPUTY),
            "member": world.committee_member,
            "elsewhere": world.steering_member,
            "former": _former(world),
            "contact": make_contact(world.party),
            "secretariat": world.secretary,
            "admin": make_user(is_staff=True, is_superuser=True),
        }
    )


def _former(world: World) -> User:
    user = make_user(party=make_party())
    Membership.objects.create(
        user=user,
        forum=world.committee,
        role=Role.OBSERVER,
        start=LONG_AGO,
        end=today() - timedelta(days=1),
    )
    groups.follow(today(), [user.pk])
    return fresh(user)
