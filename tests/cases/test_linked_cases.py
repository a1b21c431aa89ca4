"""Two cases are linked and read from both sides, by those who may see both."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.links import link_cases, unlink_cases
from cases.models import Case, CaseLink, LegalGround
from cases.permissions import follow_route
from forums.errors import Refused
from tests.cases.conftest import World, draft, opened, signed_in
from tests.factories import LONG_AGO


def pair(world: World) -> tuple[Case, Case]:
    return opened(world, title="Bru over elva"), opened(world, title="Veg til brua")


def read(user, case: Case) -> str:  # type: ignore[no-untyped-def]
    return signed_in(user).get(case.get_absolute_url()).content.decode()


def new(case: Case) -> str:
    return reverse("case_link_new", args=[case.year, case.sequence])


def test_both_cases_show_the_link_from_their_side(world: World) -> None:
    case, other = pair(world)
    link_cases(case, other, by=world.secretary, kind="follows")
    assert f'Følger opp <a href="{other.get_absolute_url()}">' in read(world.secretary, case)
    assert f'Følges opp i <a href="{case.get_absolute_url()}">' in read(world.secretary, other)


def test_a_pair_is_linked_once_whichever_way(world: World) -> None:
    case, other = pair(world)
    link_cases(case, other, by=world.secretary, kind="related")
    for one, two in ((case, other), (other, case)):
        with pytest.raises(Refused, match="alt lenket"):
            link_cases(one, two, by=world.secretary, kind="part_of")


def test_the_officer_links_and_a_reader_does_not(world: World) -> None:
    case, other = pair(world)
    case.officer = world.expert_member
    case.save()
    link_cases(case, other, by=world.expert_member, kind="related")
    with pytest.raises(PermissionDenied):
        link_cases(other, case, by=world.committee_member, kind="related")
    assert signed_in(world.committee_member).get(new(case)).status_code == 403


def test_nobody_links_to_a_case_they_may_not_see(world: World) -> None:
    case, hidden = opened(world, officer=world.expert_member), draft(world, title="Skjult utkast")
    with pytest.raises(PermissionDenied):
        link_cases(case, hidden, by=world.expert_member, kind="related")
    for text in (hidden.number, "Skjult utkast"):
        data = {"other": text, "kind": "related"}
        html = signed_in(world.expert_member).post(new(case), data).content.decode()
        assert "Du kan ikke se noen sak som passer med dette." in html


def test_a_link_to_a_hidden_case_does_not_reveal_it(world: World) -> None:
    case, other = pair(world)
    link = link_cases(case, other, by=world.secretary, kind="related")
    other.exempt_ground = LegalGround.objects.create(
        citation="offl. § 14", description="x", start=LONG_AGO
    )
    other.public_title = "Unntatt"
    other.save()
    follow_route(other)
    html = read(world.steering_member, case)
    assert other.number not in html
    assert "Saker den henger sammen med" not in html
    log = reverse("history", args=["cases", "case", case.pk])
    assert other.number not in signed_in(world.steering_member).get(log).content.decode()
    case.officer = world.committee_member
    case.save()
    away = reverse("case_link_away", args=[case.year, case.sequence, link.pk])
    assert signed_in(world.committee_member).get(away).status_code == 404


def test_the_form_takes_a_number_or_words(world: World) -> None:
    case, other = pair(world)
    data = {"other": "veg til brua", "kind": "part_of", "why": "Samme byggeplass."}
    assert signed_in(world.secretary).post(new(case), data).status_code == 302
    assert CaseLink.objects.get().other == other


def test_words_that_fit_several_name_them(world: World) -> None:
    case = opened(world)
    rows = [opened(world, title=f"Holdeplass {n}") for n in range(2)]
    html = signed_in(world.secretary).post(new(case), {"other": "holdeplass", "kind": "related"})
    for row in rows:
        assert row.number in html.content.decode()


def test_a_link_taken_away_stays_in_the_history(world: World) -> None:
    case, other = pair(world)
    link = link_cases(case, other, by=world.secretary, kind="related")
    url = reverse("case_link_away", args=[other.year, other.sequence, link.pk])
    assert signed_in(world.secretary).post(url, {"why": "Feil sak."}).status_code == 302
    assert not CaseLink.objects.exists()
    assert CaseLink.history.first().history_change_reason == "Feil sak."
    with pytest.raises(Refused, match="alt tatt bort"):
        unlink_cases(case, link, by=world.secretary, why="Igjen.")


def test_a_link_of_other_cases_is_not_taken_away_from_here(world: World) -> None:
    mine = opened(world, officer=world.expert_member)
    link = link_cases(*pair(world), by=world.secretary, kind="related")
    with pytest.raises(Refused, match="alt tatt bort"):
        unlink_cases(mine, link, by=world.expert_member, why="Ikke min.")
    assert CaseLink.objects.exists()


def test_a_reader_takes_no_link_away(world: World) -> None:
    case, other = pair(world)
    link = link_cases(case, other, by=world.secretary, kind="related")
    with pytest.raises(PermissionDenied):
        unlink_cases(case, link, by=world.committee_member, why="Vekk.")
