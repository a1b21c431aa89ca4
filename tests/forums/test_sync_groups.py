"""``sync_groups`` proves that access follows the roles, and makes it so."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from forums import groups
from forums.clock import today
from forums.models import Membership
from forums.tasks import follow_memberships
from tests.factories import make_forum, make_member, make_party, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(*options: str) -> str:
    out = StringIO()
    call_command("sync_groups", *options, stdout=out)
    return out.getvalue()


def refused(*options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("sync_groups", *options, stdout=out)
    assert stopped.value.returncode == 1
    return out.getvalue() + str(stopped.value)


@pytest.fixture
def member():
    return make_member(make_forum("Arbeidsutvalget"), make_party())


def test_when_all_is_right_it_says_so(member):
    assert "Ingenting er endret." in run("--check")


def test_check_names_each_difference_and_changes_nothing(member):
    observer = make_user("Kolbein Utkikk")
    observer.groups.add(Group.objects.get(name__endswith=":members"))
    member.groups.clear()
    said = refused("--check")
    assert "Kolbein Utkikk" in said
    assert "skal ikke være i gruppen «Arbeidsutvalget: medlemmer og varaer»" in said
    assert f"{member.email}) mangler i gruppen «Alle med en rolle»" in said
    assert "4 steder følger ikke rollene" in said
    assert groups.actual([member.pk]) == {}


def test_without_check_it_makes_it_right_and_says_what_it_did(member):
    member.groups.clear()
    assert "er satt inn i gruppen «Arbeidsutvalget: medlemmer og varaer»" in run()
    assert groups.differences(today()) == []
    assert "Ingenting er endret." in run()


def test_another_day_is_compared_and_never_carried_out(member):
    Membership.objects.filter(user=member).update(end=today())
    said = refused("--on", (today() + DAY).isoformat())
    assert "skal ikke være i gruppen" in said
    assert groups.differences(today()) == []


def test_the_right_day_proves_itself(member):
    assert "Ingenting er endret." in run("--on", today().isoformat())


def test_what_is_no_date_is_said():
    with pytest.raises(CommandError, match="--on"):
        call_command("sync_groups", "--on", "i-morgen")


def test_the_nightly_run_twice_is_the_same_as_once(member):
    Membership.objects.filter(user=member).update(end=today() - DAY)
    follow_memberships()
    once = groups.actual()
    follow_memberships()
    assert groups.actual() == once == {}
