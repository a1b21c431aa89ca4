"""A party reports who takes its seat; rights move when the secretariat confirms, not before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forums import groups
from forums.changes import confirm_change, reject_change, report_change, withdraw_change
from forums.clock import today
from forums.errors import Refused
from forums.models import (
    Affiliation,
    ChangeStatus,
    Invitation,
    Membership,
    PartyTask,
    Role,
    User,
)
from forums.permissions import is_member, is_representative
from forums.vacancies import sweep
from tests.factories import (
    fresh,
    make_contact,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def party():
    return make_party("Alver kommune")


@pytest.fixture
def forum():
    return make_forum("Arbeidsutvalget", short_name="AU")


@pytest.fixture
def seat(forum, party):
    return make_seat(forum, party)


@pytest.fixture
def contact(party):
    return make_contact(party)


@pytest.fixture
def secretary():
    return make_secretary()


@pytest.fixture
def report(seat, contact):
    def make(**facts):
        return report_change(
            seat, **{"by": contact, "role": Role.MEMBER, "start": today(), **facts}
        )

    return make


def test_a_report_moves_nothing(report, party, forum):
    user = make_user(party=party)
    report(user=user)
    assert not is_representative(fresh(user))
    assert not Membership.objects.filter(forum=forum).exists()


def test_rights_move_at_the_moment_of_confirmation(report, seat, forum, party, secretary):
    before, after = make_member(forum, party, seat=seat), make_user(party=party)
    change = report(user=after)
    assert is_member(fresh(before), forum)
    confirm_change(change, by=secretary)
    assert is_member(fresh(after), forum)
    assert not is_member(fresh(before), forum)


def test_only_the_secretariat_confirms(report, party, contact):
    change = report(user=make_user(party=party))
    with pytest.raises(PermissionDenied):
        confirm_change(change, by=contact)
    with pytest.raises(PermissionDenied):
        reject_change(change, by=contact, note="Nei.")
    change.refresh_from_db()
    assert change.status == ChangeStatus.REPORTED


def test_one_who_may_not_confirm_is_not_told_how_it_stands(report, party, contact, secretary):
    change = report(user=make_user(party=party))
    confirm_change(change, by=secretary)
    with pytest.raises(PermissionDenied):
        confirm_change(change, by=contact)


@pytest.mark.parametrize("who", ["another_party", "representative", "nobody"])
def test_only_the_partys_contacts_and_the_secretariat_report(seat, forum, party, who):
    by = {
        "another_party": lambda: make_contact(make_party()),
        "representative": lambda: make_member(forum, party),
        "nobody": lambda: make_user(party=party),
    }[who]()
    with pytest.raises(PermissionDenied):
        report_change(seat, by=by, role=Role.MEMBER, start=today(), user=make_user(party=party))


def test_a_change_from_a_day_to_come_waits_for_that_day(report, seat, forum, party, secretary):
    before, after = make_member(forum, party, seat=seat), make_user(party=party)
    day = today() + 10 * DAY
    confirm_change(report(user=after, start=day), by=secretary)
    assert is_member(fresh(before), forum)
    assert not is_representative(fresh(after))
    groups.follow(day)
    assert is_member(fresh(after), forum)
    assert not is_member(fresh(before), forum)


def test_a_change_dated_before_today_begins_today(report, party, secretary):
    user = make_user(party=party)
    confirm_change(report(user=user, start=today() - 30 * DAY), by=secretary)
    assert user.memberships.get().start == today()


def test_the_one_who_leaves_keeps_the_past(report, seat, forum, party, secretary):
    before = make_member(forum, party, seat=seat)
    began = before.memberships.get().start
    confirm_change(report(user=make_user(party=party)), by=secretary)
    row = before.memberships.get()
    assert (row.start, row.end) == (began, today() - DAY)
    assert Affiliation.objects.on(today()).filter(user=before, party=party).exists()


def test_a_second_confirmation_is_refused(report, party, secretary):
    change = report(user=make_user(party=party))
    confirm_change(change, by=secretary)
    with pytest.raises(Refused, match="alt bekreftet av"):
        confirm_change(change, by=make_secretary())
    assert Membership.objects.filter(party=party).count() == 1


def test_what_is_withdrawn_is_not_confirmed(report, party, contact, secretary):
    change = report(user=make_user(party=party))
    withdraw_change(change, by=contact)
    with pytest.raises(Refused, match="alt trukket"):
        confirm_change(change, by=secretary)
    assert not Membership.objects.filter(party=party).exists()


def test_a_rejection_says_why_and_moves_nothing(report, party, secretary):
    change = report(user=make_user(party=party))
    with pytest.raises(Refused, match="Skriv hvorfor"):
        reject_change(change, by=secretary, note="  ")
    reject_change(change, by=secretary, note="Plassen er lovet bort.")
    change.refresh_from_db()
    assert (change.status, change.settled_note) == ("rejected", "Plassen er lovet bort.")
    assert not Membership.objects.filter(party=party).exists()


def test_somebody_new_is_written_down_and_invited_when_confirmed(report, party, secretary):
    change = report(new_name="Ny Person", new_email="Ny@Eksempel.no", new_title="rådgiver")
    assert not User.objects.filter(email="ny@eksempel.no").exists()
    confirm_change(change, by=secretary)
    user = User.objects.get(email="ny@eksempel.no")
    assert (user.name, user.has_usable_password()) == ("Ny Person", False)
    assert Invitation.objects.filter(user=user).count() == 1
    assert user.affiliations.get().party == party


def test_an_address_we_know_is_that_person(report, party, secretary):
    known = make_user("Kari Kjent", party=party, email="kari@eksempel.no")
    confirm_change(report(new_name="En Annen", new_email="KARI@eksempel.no"), by=secretary)
    assert known.memberships.get().role == Role.MEMBER
    assert fresh(known).name == "Kari Kjent"


def test_one_who_belongs_to_another_party_is_not_moved_by_a_report(report, secretary):
    other = make_user(party=make_party("Askøy kommune"), email="ola@eksempel.no")
    change = report(new_name="Ola", new_email="ola@eksempel.no")
    with pytest.raises(Refused, match="hører til Askøy kommune"):
        confirm_change(change, by=secretary)
    assert not other.memberships.exists()


def test_one_who_is_no_longer_active_gets_no_seat(report, party, secretary):
    user = make_user(party=party)
    change = report(user=user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(Refused, match="er ikke aktiv"):
        confirm_change(change, by=secretary)


def test_one_report_at_a_time_for_a_seat(report, party):
    report(user=make_user(party=party))
    with pytest.raises(Refused, match="Trekk den først"):
        report(user=make_user(party=party))


def test_the_same_deputy_is_reported_once(report, party):
    user = make_user(party=party)
    report(user=user, role=Role.DEPUTY)
    report(user=make_user(party=party), role=Role.DEPUTY)
    with pytest.raises(Refused, match="alt meldt"):
        report(user=user, role=Role.DEPUTY)


def test_who_has_the_seat_already_is_not_reported_for_it(report, seat, forum, party):
    user = make_member(forum, party, seat=seat)
    with pytest.raises(Refused, match="har alt denne rollen"):
        report(user=user)


def test_somebody_must_be_named(report):
    with pytest.raises(Refused, match="Velg en person"):
        report(new_name="Bare et navn")


def test_nobody_is_reported_for_a_seat_that_is_gone(report, seat):
    type(seat).objects.filter(pk=seat.pk).update(end=today() - DAY)
    with pytest.raises(Refused, match="finnes ikke"):
        report(new_name="Ny", new_email="ny@eksempel.no")


def test_whoever_takes_the_seat_that_leads_leads(report, seat, party, secretary):
    type(seat).objects.filter(pk=seat.pk).update(is_chair=True)
    user = make_user(party=party)
    confirm_change(report(user=user), by=secretary)
    assert user.memberships.get().role == Role.LEADER


def test_a_confirmed_change_closes_the_task_and_a_refused_one_leaves_it(
    report, seat, party, secretary
):
    sweep(today())
    reject_change(report(user=make_user(party=party)), by=secretary, note="Nei.")
    assert PartyTask.objects.get(seat=seat).closed_on is None
    confirm_change(report(user=make_user(party=party)), by=secretary)
    assert PartyTask.objects.get(seat=seat).closed_on == today()


def test_who_reported_and_who_confirmed_stands_in_the_history(report, party, contact, secretary):
    change = report(user=make_user(party=party))
    confirm_change(change, by=secretary)
    told = [row.history_user for row in change.history.order_by("history_id")]
    assert told == [contact, secretary]
