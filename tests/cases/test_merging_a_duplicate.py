"""A duplicate ends in the case that remains, both histories say so, and it can be undone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.merging import merge_case
from cases.models import Case, CaseStatus, EventKind, Follower, LegalGround, TreatmentState
from cases.routing import close_case, reopen_case, withdraw_case
from forums.errors import Refused
from tests.cases.conftest import World, draft, finish, opened, signed_in, treatment_in, verify
from tests.factories import LONG_AGO


def pair(world: World) -> tuple[Case, Case]:
    return opened(world, title="Tvilling"), opened(world, title="Den som blir")


def page(user, case: Case) -> str:  # type: ignore[no-untyped-def]
    return signed_in(user).get(case.get_absolute_url()).content.decode()


def test_the_duplicate_ends_and_what_waited_is_withdrawn(world: World) -> None:
    case, into = pair(world)
    merge_case(case, into, by=world.secretary, reason="Samme strekning.")
    case.refresh_from_db()
    assert (case.status, case.merged_into) == (CaseStatus.MERGED, into)
    assert case.closed_at
    assert treatment_in(case, world.expert).state == TreatmentState.WITHDRAWN


def test_both_histories_say_it_and_hold(world: World) -> None:
    case, into = pair(world)
    merge_case(case, into, by=world.secretary, reason="Samme strekning.")
    for one, kind, other in ((case, EventKind.MERGED, into), (into, EventKind.TOOK_IN, case)):
        last = one.events.last()
        assert (last.kind, last.other_case) == (kind, other)
        assert verify(one) is None


def test_followers_move_along_once(world: World) -> None:
    case, into = pair(world)
    for one in (case, into):
        Follower.objects.create(case=one, user=world.steering_member)
    Follower.objects.create(case=case, user=world.committee_member)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    assert not case.followers.exists()
    assert into.followers.count() == 2


def test_a_case_on_an_agenda_is_not_merged(world: World) -> None:
    case, into = pair(world)
    case.treatments.update(state=TreatmentState.SCHEDULED)
    with pytest.raises(Refused, match="står på sakslisten"):
        merge_case(case, into, by=world.secretary, reason="Samme.")


def test_a_case_is_not_merged_with_itself(world: World) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="seg selv"):
        merge_case(case, case, by=world.secretary, reason="Samme.")


def test_a_case_is_not_merged_into_one_that_has_ended(world: World) -> None:
    case, into = pair(world)
    withdraw_case(into, by=world.secretary, reason="Utgått.")
    with pytest.raises(Refused, match="ikke er avsluttet"):
        merge_case(case, into, by=world.secretary, reason="Samme.")


def test_an_open_case_is_not_merged_into_a_draft(world: World) -> None:
    with pytest.raises(Refused, match="er et utkast"):
        merge_case(opened(world), draft(world), by=world.secretary, reason="Samme.")


def test_merging_twice_is_refused(world: World) -> None:
    case, into = pair(world)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    with pytest.raises(Refused, match="slått sammen"):
        merge_case(case, into, by=world.secretary, reason="Samme.")


def test_an_ended_case_is_no_duplicate(world: World) -> None:
    case, into = pair(world)
    finish(treatment_in(case, world.expert))
    close_case(case, by=world.secretary, reason="Ferdig.")
    with pytest.raises(Refused, match="avsluttet"):
        merge_case(case, into, by=world.secretary, reason="Samme.")


def test_merging_needs_a_reason(world: World) -> None:
    case, into = pair(world)
    with pytest.raises(Refused, match="Skriv en begrunnelse"):
        merge_case(case, into, by=world.secretary, reason=" ")


def test_only_the_secretariat_merges(world: World) -> None:
    case, into = pair(world)
    for person in (world.committee_leader, world.expert_member):
        with pytest.raises(PermissionDenied):
            merge_case(case, into, by=person, reason="Samme.")


def test_the_second_to_merge_is_told(world: World) -> None:
    case, into = pair(world)
    seen = case.events.last().sequence
    merge_case(case, into, by=world.secretary, reason="Samme.", seen=seen)
    with pytest.raises(Refused, match="Noen kom deg i forkjøpet"):
        merge_case(case, into, by=world.head, reason="Samme.", seen=seen)


def test_the_form_takes_the_number_of_the_case_that_remains(world: World) -> None:
    case, into = pair(world)
    url = reverse("case_move", args=[case.year, case.sequence, "merge"])
    data = {"into": into.number, "reason": "Samme.", "seen": case.events.last().sequence}
    assert signed_in(world.secretary).post(url, data).status_code == 302
    case.refresh_from_db()
    assert case.merged_into == into


def test_each_page_points_to_the_other(world: World) -> None:
    case, into = pair(world)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    lead = page(world.steering_member, case).split("<main")[1].split("<section")[0]
    assert f'href="{into.get_absolute_url()}"' in lead
    html = page(world.steering_member, into)
    assert "Slått sammen hit" in html
    assert f'href="{case.get_absolute_url()}"' in html


def test_where_it_went_is_not_told_to_one_who_may_not_see_it(world: World) -> None:
    case, into = pair(world)
    ground = LegalGround.objects.create(citation="offl. § 14", description="x", start=LONG_AGO)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    Case.objects.filter(pk=into.pk).update(exempt_ground=ground, public_title="Unntatt")
    from cases.permissions import follow_route

    follow_route(Case.objects.get(pk=into.pk))
    html = page(world.steering_member, case)
    assert into.number not in html
    assert into.title not in html


def test_a_merged_draft_stays_with_those_who_prepared_it(world: World) -> None:
    case = draft(world, by=world.expert_member, officer=world.expert_member)
    merge_case(case, opened(world), by=world.secretary, reason="Samme.")
    assert signed_in(world.expert_member).get(case.get_absolute_url()).status_code == 200
    assert signed_in(world.steering_member).get(case.get_absolute_url()).status_code == 404


def test_reopening_undoes_it_by_new_events(world: World) -> None:
    case, into = pair(world)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    reopen_case(case, by=world.secretary, reason="Likevel ikke.")
    case.refresh_from_db()
    assert (case.status, case.merged_into, case.closed_at) == ("open", None, None)
    assert treatment_in(case, world.expert).is_open
    last = into.events.last()
    assert (last.kind, last.other_case) == (EventKind.UNMERGED, case)
    assert "Slått sammen hit" not in page(world.secretary, into)


def test_an_exempt_case_is_not_merged_into_one_that_everyone_reads(world: World) -> None:
    ground = LegalGround.objects.create(citation="offl. § 13", is_duty=True, start=LONG_AGO)
    case = opened(world, exempt_ground=ground, public_title="Unntatt")
    with pytest.raises(Refused, match="er unntatt offentlighet, og den andre saken er det ikke"):
        merge_case(case, opened(world), by=world.secretary, reason="Prisen er den samme.")
