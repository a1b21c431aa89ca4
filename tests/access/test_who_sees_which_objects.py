"""Lists, counts, searches and panels give each person what the table says, and no more."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from cases.models import Case, CaseUserPermission, SavedView
from forums import groups
from forums.clock import now, standing_at, today
from forums.models import Membership, User
from tests.access.expectations import rules
from tests.access.objects import listings, pages, put_in_the_way, tell_everybody, words_of
from tests.access.people import KINDS, make_people
from tests.access.test_who_may_open_what import client_for
from tests.access.things import Things, make_things
from tests.cases.conftest import World

pytestmark = pytest.mark.machine


@pytest.fixture
def things(world: World) -> Things:
    found = make_things(world, make_people(world))
    tell_everybody(found, [user for user in found.people.by_kind.values() if user])
    return found


def wrong_rows(things: Things, kind: str, user: User | AnonymousUser) -> list[str]:
    """What the person is given and should not be, and the other way round."""
    expected, wrong = rules(), []
    for what, objects, rule_of, given in listings(things):
        if isinstance(user, AnonymousUser) and what in {"notices", "memos"}:
            continue
        got = set(given(user).values_list("pk", flat=True))  # type: ignore[arg-type]
        for key, rule in rule_of.items():
            if (objects[key].pk in got) != (expected[rule][kind] == "yes"):
                wrong.append(f"{kind}: {what} ({key})")
    return wrong


def test_every_queryset_gives_what_the_table_says(things: Things) -> None:
    people = {kind: things.people[kind] or AnonymousUser() for kind in KINDS}
    wrong = [line for kind, user in people.items() for line in wrong_rows(things, kind, user)]
    assert not wrong, "\n".join(wrong)


def test_every_page_names_what_the_table_says(
    world: World, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reporting.views.story.render_pdf", lambda name, given: render_to_string(name, given)
    )
    put_in_the_way(things)
    expected, wrong = rules(), []
    for kind in KINDS:
        client = client_for(things.people[kind])
        for url, rule_of in pages(world, things):
            said = words_of(client.get(url))
            wrong += [
                f"{kind} at {url}: {word} {'hidden' if word not in said else 'shown'}"
                for word, rule in rule_of.items()
                if (word in said) != (expected[rule][kind] == "yes")
            ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("days", "as_kind"), [(19, "elsewhere"), (20, "member"), (40, "member")])
def test_a_named_grant_gives_from_its_first_day_to_its_last(
    things: Things, days: int, as_kind: str
) -> None:
    user = things.people["elsewhere"]
    assert user is not None
    with standing_at(now() + timedelta(days=days)):
        wrong = [line for line in wrong_rows(things, as_kind, user) if "briefs" not in line]
        assert not wrong, wrong
        found = client_for(user).get(things.cases["exempt"].get_absolute_url())
    assert found.status_code == (200 if as_kind == "member" else 404)
    assert not CaseUserPermission.objects.exists()  # no task has run


def test_a_named_grant_is_over_the_day_after(things: Things) -> None:
    user = things.people["elsewhere"]
    assert user is not None
    with standing_at(now() + timedelta(days=41)):
        assert wrong_rows(things, "elsewhere", user) == []


def addresses_of_the_exempt_case(things: Things) -> list[str]:
    case, paper = things.cases["exempt"], things.papers["exempt"]
    base, rows = case.get_absolute_url(), things.rows
    return [
        base,
        f"{base}rediger/",
        f"{base}saksgang.pdf",
        f"{base}dokumenter/nytt/",
        paper.get_absolute_url(),
        f"{paper.get_absolute_url()}skjerming/opphev/",
        f"{paper.get_absolute_url()}fil/",
        rows["order"]["exempt"].get_absolute_url(),
        f"/saksframlegg/{rows['brief']['exempt'].pk}/",
        f"/oppfolging/{rows['follow_up']['exempt'].pk}/gjort/",
    ]


def test_an_officer_who_is_no_longer_on_the_way_finds_nothing(things: Things) -> None:
    user = things.people["elsewhere"]
    Case.objects.filter(pk=things.cases["exempt"].pk).update(officer=user)
    client = client_for(user)
    codes = {url: client.get(url).status_code for url in addresses_of_the_exempt_case(things)}
    assert set(codes.values()) == {404}, codes


def test_a_co_author_and_a_doer_who_may_not_see_the_case_find_nothing(things: Things) -> None:
    user, rows = things.people["elsewhere"], things.rows
    rows["brief"]["exempt"].co_authors.add(user)
    rows["follow_up"]["exempt"].person = user
    rows["follow_up"]["exempt"].save(update_fields=["person"])
    client = client_for(user)
    codes = {url: client.get(url).status_code for url in addresses_of_the_exempt_case(things)}
    assert set(codes.values()) == {404}, codes


def test_a_session_ends_with_the_role(world: World, things: Things) -> None:
    user = things.people["member"]
    client, url = client_for(user), things.cases["open"].get_absolute_url()
    assert client.get(url).status_code == 200
    Membership.objects.filter(user=user).update(end=today() - timedelta(days=1))
    groups.follow(today())
    assert client.get(url).status_code == 403


def test_nobody_deletes_what_another_keeps(things: Things) -> None:
    client_for(things.people["secretariat"]).post(
        f"/saker/visninger/{things.rows['view'][''].pk}/slett/"
    )
    assert SavedView.objects.exists()
