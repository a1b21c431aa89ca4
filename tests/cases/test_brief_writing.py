"""Writing a brief: who may, what is kept, and that nobody's words are overwritten."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.briefs import SectionConflict, name_co_authors, save_section, start_brief
from cases.facts import Facts, change_facts
from cases.models import Brief, BriefState, CaseKind
from cases.routing import withdraw_case
from forums.clock import now
from forums.conflicts import version_of
from forums.errors import Refused
from tests.cases.brief_world import JSON, answer, begun, part, save, shown
from tests.cases.conftest import World, draft, opened, signed_in
from tests.factories import fresh, make_ground, make_member, make_secretary


def test_a_brief_begins_with_the_sections_of_the_template(world: World) -> None:
    case = opened(world)
    url = reverse("brief_start", args=[case.year, case.sequence])
    response = signed_in(world.secretary).post(url, {"forum": world.committee.slug})
    brief = Brief.objects.get()
    assert response["Location"] == reverse("brief", args=[brief.pk])
    assert list(brief.sections.values_list("heading", flat=True)) == [
        "Hva det spørres om",
        "Bakgrunn",
        "Vurdering mot nullvekstmålet",
        "Økonomi",
        "Partenes syn",
        "Forankring",
        "Forslag til konklusjon",
    ]


def test_a_second_brief_to_the_same_forum_is_refused(world: World) -> None:
    brief = begun(world)
    case = brief.case
    url = reverse("brief_start", args=[case.year, case.sequence])
    page = signed_in(world.secretary).post(url, {"forum": world.expert.slug})
    assert page.status_code == 200
    assert Brief.objects.count() == 1


def test_a_reader_of_the_case_may_not_begin_one(world: World) -> None:
    case = opened(world)
    url = reverse("brief_start", args=[case.year, case.sequence])
    assert signed_in(world.steering_member).get(url).status_code == 403


def test_an_outsider_cannot_learn_that_it_exists(world: World) -> None:
    case = draft(world)
    brief = begun(world, case)
    outsider = signed_in(world.steering_member)
    for name in ("brief", "brief_versions", "brief_import", "brief_pulse"):
        assert outsider.get(reverse(name, args=[brief.pk])).status_code == 404
    assert save(world.steering_member, part(brief), "<p>a</p>", 0).status_code == 404
    url = reverse("brief_start", args=[case.year, case.sequence])
    assert outsider.get(url).status_code == 404


def test_a_reader_of_the_case_does_not_see_the_draft(world: World) -> None:
    brief = begun(world)
    save(world.secretary, part(brief), "<p>Hemmelig utkast</p>", 0)
    reader = signed_in(world.steering_member)
    assert "Saksframlegg til" not in reader.get(brief.case.get_absolute_url()).content.decode()
    assert reader.get(reverse("brief", args=[brief.pk])).status_code == 404


def test_what_is_saved_is_cleaned(world: World) -> None:
    section = part(begun(world))
    html = '<p class="MsoNormal" style="x">Fin<script>x()</script></p>'
    response = save(world.secretary, section, html, 0, **JSON)
    section.refresh_from_db()
    assert section.html == "<p>Fin</p>"
    assert answer(response)["number"] == section.number == 1


def test_without_javascript_light_marks_are_read(world: World) -> None:
    section = part(begun(world))
    data = {"form": "text", "text": "Hei **du**\r\n\r\n- ett", "seen": 0}
    url = reverse("brief_section", args=[section.pk])
    response = signed_in(world.secretary).post(url, data)
    section.refresh_from_db()
    assert section.html == "<p>Hei <strong>du</strong></p><ul><li>ett</li></ul>"
    assert response["Location"].endswith(f"#del-{section.pk}")


def test_the_second_to_save_overwrites_nothing(world: World) -> None:
    section, other = part(begun(world)), make_secretary("Mathias Papirvind")
    save(other, section, "<p>Først</p>", 0)
    response = save(world.secretary, section, "<p>Sist</p>", 0, **JSON)
    section.refresh_from_db()
    assert response.status_code == 409
    assert section.html == "<p>Først</p>"
    assert "Mathias Papirvind lagret «Bakgrunn» mens du skrev" in answer(response)["panel"]


def test_both_texts_are_shown_without_javascript_too(world: World) -> None:
    section, other = part(begun(world)), make_secretary()
    save(other, section, "<p>Ny veg i 2027.</p>", 0)
    response = save(world.secretary, section, "<p>Ny veg i 2028.</p>", 0)
    html = response.content.decode()
    assert response.status_code == 409
    assert '2027<span class="mark">–]' in html
    assert '2028<span class="mark">+]' in html
    assert "Bruk min" in html
    assert "Behold denne" in html


def test_two_changes_in_different_paragraphs_are_put_together(world: World) -> None:
    section, other = part(begun(world)), make_secretary()
    save(other, section, "<p>En.</p><p>To.</p>", 0)
    save(other, section, "<p>En ny.</p><p>To.</p>", 1)
    response = save(world.secretary, section, "<p>En.</p><p>To ny.</p>", 1, **JSON)
    assert answer(response)["together"] == "<p>En ny.</p><p>To ny.</p>"


def test_the_same_text_sent_twice_is_saved_once(world: World) -> None:
    section = part(begun(world))
    for _ in range(2):
        assert save(world.secretary, section, "<p>Likt</p>", 0, **JSON).status_code == 200
    section.refresh_from_db()
    assert section.number == 1


def test_two_people_in_different_sections_never_meet(world: World) -> None:
    brief, other = begun(world), make_secretary()
    assert save(other, part(brief, "Økonomi"), "<p>a</p>", 0, **JSON).status_code == 200
    assert save(world.secretary, part(brief), "<p>b</p>", 0, **JSON).status_code == 200


def test_a_conflict_is_told_by_the_action_itself(world: World) -> None:
    section = part(begun(world))
    save_section(section, by=world.secretary, html="<p>a</p>", seen=0)
    with pytest.raises(SectionConflict):
        save_section(section, by=world.head, html="<p>b</p>", seen=0)


def test_who_wrote_a_moment_ago_is_told(world: World) -> None:
    brief, other = begun(world), make_secretary("Mathias Papirvind")
    save(other, part(brief), "<p>a</p>", 0)
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        assert "Mathias Papirvind skrev her for 2 minutter siden." in shown(world.secretary, brief)
        assert "skrev her for" not in shown(other, brief)
        response = signed_in(world.secretary).get(reverse("brief_pulse", args=[brief.pk]))
    rows = {row["pk"]: row for row in answer(response)["sections"]}
    assert rows[part(brief).pk]["number"] == 1
    assert "2 minutter" in rows[part(brief).pk]["said"]


def test_a_co_author_writes_and_others_do_not(world: World) -> None:
    brief = begun(world)
    section = part(brief)
    assert save(world.expert_member, section, "<p>a</p>", 0, **JSON).status_code == 404
    name_co_authors(brief, [world.expert_member], by=world.secretary)
    assert save(world.expert_member, section, "<p>a</p>", 0, **JSON).status_code == 200


def test_one_who_cannot_see_the_case_is_no_co_author(world: World) -> None:
    brief = begun(world, draft(world))
    with pytest.raises(Refused, match="kan ikke se saken"):
        name_co_authors(brief, [world.expert_member], by=world.secretary)


def test_a_case_that_is_withdrawn_is_not_written_about(world: World) -> None:
    brief = begun(world)
    withdraw_case(brief.case, by=world.secretary, reason="Feil.")
    response = save(world.secretary, part(brief), "<p>a</p>", 0, **JSON)
    assert response.status_code == 422
    assert "Saken er avsluttet" in answer(response)["sentence"]
    with pytest.raises(Refused):
        start_brief(brief.case, world.committee, by=world.secretary)


def test_a_text_that_cannot_be_saved_is_shown_again_without_javascript(world: World) -> None:
    brief = begun(world)
    withdraw_case(brief.case, by=world.secretary, reason="Feil.")
    data = {"form": "text", "text": "Det jeg skrev **nå**", "seen": 0}
    url = reverse("brief_section", args=[part(brief).pk])
    response = signed_in(world.secretary).post(url, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Saken er avsluttet" in html
    assert "Det jeg skrev **nå**</textarea>" in html


def test_a_text_that_is_too_long_is_refused_and_not_cut(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.brief_rules.MOST", 100)
    section = part(begun(world))
    response = save(world.secretary, section, "<p>" + "lang " * 30 + "</p>", 0, **JSON)
    assert "for lang" in answer(response)["sentence"]
    section.refresh_from_db()
    assert section.html == ""


def test_two_who_name_co_authors_do_not_undo_one_another(world: World) -> None:
    brief = begun(world)
    url = reverse("brief_authors", args=[brief.pk])
    seen = version_of(brief)
    name_co_authors(brief, [world.expert_member], by=world.head)
    data = {"people": [world.committee_member.pk], "seen": seen}
    html = signed_in(world.secretary).post(url, data).content.decode()
    assert "endret medforfatterne mens du skrev" in html
    assert list(brief.co_authors.all()) == [world.expert_member]


def test_the_case_page_tells_where_the_brief_stands(world: World) -> None:
    brief = begun(world)
    html = signed_in(world.secretary).get(brief.case.get_absolute_url()).content.decode()
    assert "Saksframlegg til Sykkelgruppen" in html
    assert "Neste: den som skriver, sender det til sekretariatet." in html
    assert "Skriv saksframlegg" in html


def test_the_kinds_own_template_comes_first(world: World) -> None:
    case = opened(world)
    client = signed_in(world.secretary)
    client.post(reverse("brief_template"), {"kind": case.kind_id})
    template = CaseKind.objects.get(pk=case.kind_id).brief_template
    template.sections.exclude(heading="Økonomi").update(is_active=False)
    brief = begun(world, case)
    assert [row.heading for row in brief.sections.all()] == ["Økonomi"]
    assert client.get(reverse("kept_list", args=["saksframleggmaler"])).status_code == 200


def test_only_the_secretariat_keeps_templates(world: World) -> None:
    member = signed_in(make_member(world.expert))
    assert member.post(reverse("brief_template")).status_code == 403
    assert member.get(reverse("kept_list", args=["saksframleggmaler"])).status_code == 403


def test_a_new_brief_is_a_draft(world: World) -> None:
    assert begun(world).state == BriefState.DRAFT


def test_a_co_author_who_loses_sight_of_the_case_writes_no_more(world: World) -> None:
    brief = begun(world)
    name_co_authors(brief, [world.steering_member], by=world.secretary)
    case, ground = brief.case, make_ground()
    facts = Facts(case.title, "S", case.kind, case.owner, case.officer, "Kjøp", ground)
    change_facts(case, facts, by=world.secretary)
    url = reverse("brief", args=[brief.pk])
    assert signed_in(world.steering_member).get(url).status_code == 404
    with pytest.raises(PermissionDenied):
        save_section(part(brief), by=fresh(world.steering_member), html="<p>a</p>", seen=0)
