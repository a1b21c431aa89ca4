"""Handing in, judging and publishing a brief, and what is found to be missing first."""

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cases.agenda_offers import offered_for
from cases.brief_findings import findings
from cases.brief_rounds import waiting_briefs
from cases.brief_versions import keep_version
from cases.briefs import (
    name_co_authors,
    pass_brief,
    save_section,
    send_back,
    stamp_of,
    start_brief,
    submit,
    take_back,
)
from cases.models import (
    Anchoring,
    Brief,
    BriefState,
    Document,
    DocumentKind,
    PartyPosition,
    Purpose,
    VersionReason,
)
from cases.routing import withdraw_case
from forums.errors import Refused
from forums.models import User
from tests.cases.brief_world import JSON, answer, begun, part, save, shown, written
from tests.cases.conftest import World, draft, opened, signed_in, treatment_in
from tests.factories import make_ground, make_secretary


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def step(user: User, brief: Brief, name: str, **data: object):
    url = reverse("brief_step", args=[brief.pk, name])
    return signed_in(user).post(url, {"seen": stamp_of(brief), **data})


def submitted(world: World) -> Brief:
    return submit(written(begun(world), world.secretary), by=world.secretary)


def sentences(brief: Brief) -> str:
    return " ".join(found.sentence for found in findings(brief))


# --- what is missing --------------------------------------------------------------------------


def test_an_empty_brief_is_not_handed_in(world: World) -> None:
    brief = begun(world)
    html = step(world.secretary, brief, "send-inn").content.decode()
    brief.refresh_from_db()
    assert brief.state == BriefState.DRAFT
    assert "Dette mangler tekst: Hva det spørres om, Bakgrunn" in html
    with pytest.raises(Refused, match="Dette mangler tekst"):
        submit(brief, by=world.secretary)


def test_each_thing_that_is_missing_links_to_its_section(world: World) -> None:
    brief = begun(world)
    html = shown(world.secretary, brief)
    conclusion = part(brief, "Forslag til konklusjon")
    assert "Det er ikke skrevet noe forslag til konklusjon." in html
    assert f'#del-{conclusion.pk}"' in html


def test_a_section_that_is_too_short_is_told(world: World) -> None:
    brief = begun(world)
    save_section(part(brief), by=world.secretary, html="<p>Kort.</p>", seen=0)
    assert "«Bakgrunn» er på 1 ord. Malen ber om minst 20." in sentences(brief)


def test_positions_that_are_recorded_but_not_told_are_found(world: World) -> None:
    brief = begun(world)
    assert "ingen syn er ført i saken" in sentences(brief)
    PartyPosition.objects.create(
        treatment=treatment_in(brief.case, world.expert),
        party=world.party,
        position="reserves",
        reason="Kommunestyret har ikke sagt sitt.",
        recorded_by=world.secretary,
    )
    assert "Partenes syn er ført i saken, men står ikke" in sentences(brief)


def test_a_forum_without_the_competence_is_found(world: World) -> None:
    brief = begun(world)
    treatment = treatment_in(brief.case, world.expert)
    treatment.role = "decide"
    treatment.save()
    assert "Sykkelgruppen kunne ikke vedta" in sentences(brief)


def test_a_forum_that_does_not_have_the_case_is_found(world: World) -> None:
    brief = start_brief(opened(world), world.steering, by=world.secretary)
    assert "Saken er ikke til behandling i Styringsgruppen." in sentences(brief)


def test_what_the_case_knows_can_be_put_in(world: World) -> None:
    brief = begun(world)
    Anchoring.objects.create(case=brief.case, party=world.party)
    section = part(brief, "Forankring")
    assert "Bergen kommune: ikke begynt." in shown(world.secretary, brief)
    url = reverse("brief_insert", args=[section.pk])
    for _ in range(2):
        signed_in(world.secretary).post(url, {"seen": 0})
    section.refresh_from_db()
    assert section.html == "<ul><li>Bergen kommune: ikke begynt.</li></ul>"


# --- the steps --------------------------------------------------------------------------------


def test_the_secretariat_passes_it_and_it_becomes_a_paper(world: World) -> None:
    brief = submitted(world)
    step(world.head, brief, "godkjenn")
    brief.refresh_from_db()
    document = Document.objects.get()
    assert brief.state == BriefState.PASSED
    assert brief.document == document
    assert document.kind == DocumentKind.BRIEF
    with document.versions.get().file.open() as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "nb"


def test_readers_get_the_paper_and_not_the_draft(world: World) -> None:
    brief = submitted(world)
    reader = signed_in(world.steering_member)
    page = reader.get(brief.case.get_absolute_url()).content.decode()
    assert "Saksframlegg til Sykkelgruppen" not in page
    pass_brief(brief, by=world.head)
    page = reader.get(brief.case.get_absolute_url()).content.decode()
    assert "Saksframlegg til Sykkelgruppen" in page


def test_the_paper_of_an_exempt_case_is_exempt(world: World) -> None:
    brief = submitted(world)
    ground = make_ground()
    brief.case.exempt_ground, brief.case.public_title = ground, "Sak"
    brief.case.save()
    assert pass_brief(brief, by=world.head).exempt_ground == ground


def test_what_was_weighed_for_an_exempt_case_holds_for_its_brief(world: World) -> None:
    may = make_ground("offl. § 23 første ledd", is_duty=False)
    case = opened(world, exempt_ground=may, public_title="Kjøp", considered="Prisen må vernes.")
    brief = written(begun(world, case), world.secretary)
    submit(brief, by=world.secretary)
    document = pass_brief(brief, by=world.head)
    assert document.exempt_ground == may
    assert document.weighings.get().considered == "Prisen må vernes."


def test_the_paper_is_called_the_same_whoever_passes_it(world: World) -> None:
    with translation.override("en"):
        document = pass_brief(submitted(world), by=world.head)
    assert document.title == "Saksframlegg til Sykkelgruppen"


def test_a_returned_brief_says_why_and_can_be_handed_in_again(world: World) -> None:
    brief = submitted(world)
    step(world.head, brief, "send-tilbake", reason="Skriv prisnivå.")
    assert "Skriv prisnivå." in shown(world.secretary, brief)
    assert [row.url for row in waiting_briefs(world.secretary)] == [
        reverse("brief", args=[brief.pk])
    ]
    submit(brief, by=world.secretary)
    reasons = list(brief.versions.order_by("number").values_list("reason", flat=True))
    assert reasons == [VersionReason.SUBMITTED, VersionReason.RETURNED, VersionReason.SUBMITTED]


def test_returning_it_needs_a_reason(world: World) -> None:
    brief = submitted(world)
    assert step(world.head, brief, "send-tilbake").status_code == 200
    with pytest.raises(Refused):
        send_back(brief, by=world.head, reason=" ")
    brief.refresh_from_db()
    assert brief.state == BriefState.SUBMITTED


def test_an_author_outside_the_secretariat_never_passes_it(world: World) -> None:
    case = draft(world, officer=world.expert_member)
    brief = written(start_brief(case, world.expert, by=world.expert_member), world.expert_member)
    submit(brief, by=world.expert_member)
    assert step(world.expert_member, brief, "godkjenn").status_code == 403
    with pytest.raises(PermissionDenied):
        pass_brief(brief, by=world.expert_member)


def test_a_handed_in_text_is_locked_for_its_authors_until_taken_back(world: World) -> None:
    brief = begun(world)
    name_co_authors(brief, [world.expert_member], by=world.secretary)
    submit(written(brief, world.secretary), by=world.expert_member)
    response = save(world.expert_member, part(brief), "<p>a</p>", 1, **JSON)
    assert response.status_code == 422
    assert "Trekk det tilbake" in answer(response)["sentence"]
    take_back(brief, by=world.expert_member)
    assert save(world.expert_member, part(brief), "<p>a</p>", 1, **JSON).status_code == 200


def test_a_text_that_changed_after_it_was_read_is_not_passed(world: World) -> None:
    brief, other = submitted(world), make_secretary("Mathias Papirvind")
    seen = stamp_of(brief)
    section = part(brief)
    save_section(section, by=other, html="<p>Nytt</p>", seen=section.number)
    with pytest.raises(Refused, match="Mathias Papirvind endret teksten"):
        pass_brief(brief, by=world.head, seen=seen)


def test_pressing_twice_makes_one_paper(world: World) -> None:
    brief = submitted(world)
    for _ in range(2):
        step(world.head, brief, "godkjenn")
    assert Document.objects.get().versions.count() == 1


def test_a_later_text_is_a_draft_and_then_a_new_version_of_the_paper(world: World) -> None:
    brief = submitted(world)
    pass_brief(brief, by=world.head)
    section = part(brief)
    save_section(section, by=world.secretary, html=f"<p>{'nytt ' * 30}</p>", seen=section.number)
    brief.refresh_from_db()
    assert brief.state == BriefState.DRAFT
    submit(brief, by=world.secretary)
    pass_brief(brief, by=world.head)
    assert Document.objects.get().versions.count() == 2


def test_the_proposal_is_offered_to_the_agenda_with_the_paper(world: World) -> None:
    brief = submitted(world)
    document = pass_brief(brief, by=world.head)
    waiting = brief.case.treatments.get(forum=world.expert)
    offered = offered_for(waiting, world.secretary, [Purpose.DISCUSSION])
    assert offered["paper"] == document
    assert str(offered["proposal"]).startswith("Forslag til konklusjon ord")


def test_what_waits_for_the_secretariat_stands_on_its_page(world: World) -> None:
    submitted(world)
    html = signed_in(world.head).get("/").content.decode()
    assert "Se gjennom saksframlegget «Sykkelveg langs fjorden»" in html
    assert waiting_briefs(world.steering_member) == []


# --- versions ---------------------------------------------------------------------------------


def test_versions_are_kept_read_and_compared(world: World) -> None:
    brief, client = begun(world), signed_in(world.secretary)
    save(world.secretary, part(brief), "<p>Veg i 2027.</p>", 0)
    url = reverse("brief_versions", args=[brief.pk])
    client.post(url, {"note": "før møtet"})
    client.post(url, {"note": ""})  # the same text: the version that is there
    assert brief.versions.count() == 1
    save(world.secretary, part(brief), "<p>Veg i 2028.</p>", 1)
    assert "før møtet" in client.get(url).content.decode()
    page = client.get(reverse("brief_version", args=[brief.pk, 1])).content.decode()
    assert "Veg i 2027." in page
    page = client.get(reverse("brief_compare", args=[brief.pk]) + "?fra=1").content.decode()
    assert "Forskjellig: Bakgrunn." in page
    assert '2027<span class="mark">–]' in page
    assert '2028<span class="mark">+]' in page


def test_one_who_is_not_an_author_gets_no_versions(world: World) -> None:
    brief = begun(world)
    client: Client = signed_in(world.expert_member)
    assert client.get(reverse("brief_versions", args=[brief.pk])).status_code == 404


def test_a_text_that_changed_after_it_was_read_is_not_handed_in(world: World) -> None:
    brief, other = written(begun(world), world.secretary), make_secretary("Mathias Papirvind")
    seen, section = stamp_of(brief), part(brief)
    save_section(section, by=other, html="<p>Nytt</p>", seen=section.number)
    with pytest.raises(Refused, match="Mathias Papirvind endret teksten"):
        submit(brief, by=world.secretary, seen=seen)


def test_a_text_that_has_lost_a_part_is_not_passed(world: World) -> None:
    brief = submitted(world)
    section = part(brief)
    save_section(section, by=world.head, html="", seen=section.number)
    with pytest.raises(Refused, match="mangler tekst: Bakgrunn"):
        pass_brief(brief, by=world.head)


def test_no_step_is_taken_in_a_case_that_has_ended(world: World) -> None:
    brief = submitted(world)
    withdraw_case(brief.case, by=world.secretary, reason="Utgått")
    with pytest.raises(Refused, match="Saken er avsluttet"):
        pass_brief(brief, by=world.head)


def test_what_was_passed_is_kept_as_a_version(world: World) -> None:
    brief = submitted(world)
    pass_brief(brief, by=world.head)
    assert brief.versions.latest("number").reason == VersionReason.PASSED


def test_only_one_who_writes_keeps_a_version(world: World) -> None:
    with pytest.raises(PermissionDenied):
        keep_version(begun(world), by=world.expert_member)
