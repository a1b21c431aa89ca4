"""Whatever is saved can be found at once, and the sweep mends what was written behind its back."""

import pytest
from django.core.management import CommandError, call_command

from cases.facts import Facts, change_facts
from cases.models import AgendaItem, Case, Document, SearchEntry, Treatment
from cases.routing import lift_case
from cases.search_index import differences, sweep
from cases.tasks import sweep_search
from forums.history import delete_by, save_by
from forums.stems import FORM
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.cases.papers import paper
from tests.factories import make_ground, make_meeting


def texts(kind: str) -> list[str]:
    rows = SearchEntry.objects.filter(kind=kind).order_by("pk")
    return [f"{row.title}|{row.body}" for row in rows]


def test_a_new_case_and_its_new_title_are_found_at_once(world: World) -> None:
    case = draft(world, title="Bru", summary="Kort.")
    assert texts("sak") == ["Bru|Kort."]
    facts = Facts("Tunnel", "Lang.", case.kind, case.owner, case.officer, "", None)
    change_facts(case, facts, by=world.secretary)
    assert texts("sak") == ["Tunnel|Lang."]


def test_an_item_that_is_taken_off_is_not_found(world: World) -> None:
    treatment = treatment_in(opened(world), world.expert)
    meeting = make_meeting(world.expert)
    item = AgendaItem(meeting=meeting, treatment=treatment, number=4, position=1)
    item.purpose, item.oral_reason = "decision", "Kort"
    save_by(item, by=world.secretary)
    assert texts("saksliste") == [f"{item.label}|Kort"]
    delete_by(item, by=world.secretary)
    assert texts("saksliste") == []


def test_a_conclusion_that_becomes_empty_is_not_found(world: World) -> None:
    treatment = treatment_in(opened(world), world.expert)
    treatment.text = "Utkast."
    save_by(treatment, by=world.secretary, fields=["text"])
    assert texts("konklusjon") == ["|Utkast."]
    treatment.text = ""
    save_by(treatment, by=world.secretary, fields=["text"])
    assert texts("konklusjon") == []


def test_a_meeting_that_is_moved_moves_its_items(world: World) -> None:
    treatment = treatment_in(opened(world), world.expert)
    meeting = make_meeting(world.expert)
    item = AgendaItem(meeting=meeting, treatment=treatment, number=4, position=1)
    item.purpose, item.oral_reason = "decision", "Kort"
    save_by(item, by=world.secretary)
    meeting.starts_at = meeting.starts_at.replace(year=2031)
    meeting.ends_at = meeting.ends_at.replace(year=2031)
    save_by(meeting, by=world.secretary)
    assert SearchEntry.objects.get(kind="saksliste").day.year == 2031


def test_the_sweep_mends_what_was_changed_lost_and_left_behind(world: World) -> None:
    one, two = draft(world, title="En"), draft(world, title="To")
    Case.objects.filter(pk=one.pk).update(title="Ny")
    SearchEntry.objects.filter(case=two).delete()
    finish(treatment_in(opened(world), world.expert), text="Tilrås.")
    SearchEntry.objects.create(kind="syn", object_id=99, case=one, day="2026-01-01", form=FORM)
    assert sweep() == 4
    assert list(differences()) == []
    assert "Ny|Hva saken gjelder." in texts("sak")
    assert texts("syn") == []


def test_a_text_made_with_older_tables_of_words_is_made_anew(world: World) -> None:
    draft(world)
    SearchEntry.objects.update(form=FORM - 1, stems="")
    sweep_search()
    assert SearchEntry.objects.get().stems.startswith("sykkelveg lang fjord")


def test_the_command_proves_it_or_says_what_differs(world: World, capsys) -> None:
    case = draft(world)
    call_command("rebuild_search", check=True)
    Case.objects.filter(pk=case.pk).update(title="Ny")
    with pytest.raises(CommandError, match="1"):
        call_command("rebuild_search", check=True)
    call_command("rebuild_search")
    call_command("rebuild_search", check=True)


def test_the_flag_says_what_the_groups_rights_say(world: World) -> None:
    shown, kept = opened(world), draft(world)
    flags = dict(Case.objects.values_list("pk", "is_shown_to_all"))
    assert flags == {shown.pk: True, kept.pk: False}
    assert Treatment.objects.filter(case__is_shown_to_all=True).count() == 1


def test_the_papers_move_along_with_their_case(world: World) -> None:
    case = opened(world)
    save_by(Document(case=case, kind="attachment", title="Notat"), by=world.secretary)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden")
    places = SearchEntry.objects.filter(kind__in=["sak", "dokument"], case=case)
    assert {row.forum for row in places} == {world.committee}
    assert not [row for row in differences() if row.kind in {"sak", "dokument"}]


def test_an_item_is_not_found_twice_by_what_its_treatment_came_to(world: World) -> None:
    treatment = treatment_in(opened(world), world.expert)
    item = AgendaItem(meeting=make_meeting(world.expert), treatment=treatment, number=4, position=1)
    item.purpose, item.oral_reason, item.text = "decision", "Kort", "Tilrås."
    treatment.text = "Tilrås."
    save_by(item, by=world.secretary)
    save_by(treatment, by=world.secretary, fields=["text"])
    assert texts("saksliste") == [f"{item.label}|Kort"]


def test_a_paper_is_open_to_all_only_where_it_and_its_case_are(world: World) -> None:
    case = opened(world)
    document = paper(case, world.secretary)
    kept = paper(case, world.secretary, exempt_ground=make_ground())
    flags = dict(SearchEntry.objects.filter(kind="dokument").values_list("object_id", "is_open"))
    assert flags == {document.pk: True, kept.pk: False}
    facts = Facts("Ny", "S", case.kind, case.owner, case.officer, "Kjøp", make_ground("§ 2"))
    change_facts(case, facts, by=world.secretary)
    assert not SearchEntry.objects.filter(is_open=True).exists()
    open_again = Facts("Ny", "S", case.kind, case.owner, case.officer)
    change_facts(case, open_again, by=world.secretary, why="Avtalen er inngått")
    flags = dict(SearchEntry.objects.filter(kind="dokument").values_list("object_id", "is_open"))
    assert flags == {document.pk: True, kept.pk: False}


def test_the_public_title_of_a_case_is_found(world: World) -> None:
    opened(world, summary="Kort.", exempt_ground=make_ground(), public_title="Kjøp av grunn")
    assert texts("sak") == ["Sykkelveg langs fjorden|Kort.\nKjøp av grunn"]


def test_of_a_very_long_text_the_beginning_is_found(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.search_index.LONGEST_TEXT", 5)
    draft(world, title="Bru", summary="Kort og langt.")
    assert texts("sak") == ["Bru|Kort "]
    assert list(differences()) == []
