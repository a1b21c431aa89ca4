"""Comment rounds: who is asked, what they say, what became of it, and that it ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.brief_rounds import (
    add_comment,
    answer_round,
    end_round,
    is_open,
    judge_comment,
    start_round,
    waiting_comments,
)
from cases.grants import give_grant
from cases.models import Brief, Comment, CommentRequest, CommentRound, CommentState
from forums.clock import now, today
from forums.conflicts import version_of
from forums.errors import Refused
from forums.workdays import add_working_days
from tests.cases.brief_world import JSON, begun, part, save, shown
from tests.cases.conftest import World, draft, opened, signed_in
from tests.factories import make_ground, make_member


def asked(world: World) -> tuple[Brief, CommentRound]:
    brief = begun(world)
    return brief, start_round(brief, [world.committee_member], by=world.secretary, working_days=3)


def test_people_are_asked_by_a_day_counted_in_working_days(world: World) -> None:
    brief = begun(world)
    signed_in(world.secretary).post(
        reverse("brief_round", args=[brief.pk]),
        {"people": [world.committee_member.pk], "working_days": 3, "message": "Se på økonomien."},
    )
    found = CommentRound.objects.get()
    assert found.due == add_working_days(today(), 3)
    assert [row.user for row in found.requests.all()] == [world.committee_member]


def test_whoever_is_asked_has_it_waiting_and_may_read_but_not_write(world: World) -> None:
    brief, _ = asked(world)
    assert [row.url for row in waiting_comments(world.committee_member)] == [
        reverse("brief", args=[brief.pk])
    ]
    assert "Kommenter saksframlegget" in signed_in(world.committee_member).get("/").content.decode()
    html = shown(world.committee_member, brief)
    assert "Du er bedt om å kommentere" in html
    assert "<textarea" in html
    response = save(world.committee_member, part(brief), "<p>a</p>", 0, **JSON)
    assert response.status_code == 403
    versions = reverse("brief_versions", args=[brief.pk])
    assert signed_in(world.committee_member).get(versions).status_code == 403


def test_a_comment_is_said_once_and_answered(world: World) -> None:
    brief, found = asked(world)
    client = signed_in(world.committee_member)
    for _ in range(2):
        client.post(reverse("brief_comment", args=[part(brief).pk]), {"text": "Hva med Askøy?"})
    comment = Comment.objects.get()
    client.post(reverse("brief_answer", args=[found.pk]))
    assert waiting_comments(world.committee_member) == []
    html = shown(world.secretary, brief)
    assert "Hva med Askøy?" in html
    assert "Har svart" in html
    judge = reverse("brief_judge", args=[comment.pk])
    signed_in(world.secretary).post(judge, {"state": "taken", "reply": ""})
    comment.refresh_from_db()
    assert comment.state == CommentState.TAKEN


def test_what_is_not_taken_in_needs_a_why(world: World) -> None:
    brief, found = asked(world)
    comment = add_comment(found, part(brief), by=world.committee_member, text="Nei.")
    with pytest.raises(Refused):
        judge_comment(comment, by=world.secretary, state="not_taken")
    judged = judge_comment(comment, by=world.secretary, state="not_taken", reply="Står alt der.")
    assert judged.reply == "Står alt der."


def test_two_authors_do_not_answer_over_one_another(world: World) -> None:
    brief, found = asked(world)
    comment = add_comment(found, part(brief), by=world.committee_member, text="Hva med Askøy?")
    seen = version_of(comment)
    assert f'name="seen" value="{seen}"' in shown(world.secretary, brief)
    judge_comment(comment, by=world.head, state="taken")
    url = reverse("brief_judge", args=[comment.pk])
    data = {"state": "not_taken", "reply": "Det står alt der.", "seen": seen}
    html = signed_in(world.secretary).post(url, data).content.decode()
    assert "endret svaret mens du skrev" in html
    assert "Det står alt der.</textarea>" in html
    comment.refresh_from_db()
    assert comment.state == CommentState.TAKEN


@pytest.mark.parametrize("data", [{"state": "not_taken"}, {"state": "open"}, {}])
def test_an_answer_that_says_too_little_is_asked_for_again(world: World, data) -> None:
    brief, found = asked(world)
    comment = add_comment(found, part(brief), by=world.committee_member, text="Hva med Askøy?")
    url = reverse("brief_judge", args=[comment.pk])
    response = signed_in(world.secretary).post(url, data)
    assert response.status_code == 422
    assert "Hva med Askøy?" in response.content.decode()


@pytest.mark.parametrize(("text", "why"), [("", "Feltet er påkrevet"), ("x" * 4001, "4000")])
def test_a_comment_that_cannot_be_kept_is_shown_again(world: World, text, why) -> None:
    brief, _found = asked(world)
    url = reverse("brief_comment", args=[part(brief).pk])
    response = signed_in(world.committee_member).post(url, {"text": text})
    html = response.content.decode()
    assert response.status_code == 422
    assert why in html.replace("\xa0", "")
    assert text in html


def test_a_comment_that_comes_too_late_is_not_lost_to_the_one_who_wrote_it(world: World) -> None:
    brief, found = asked(world)
    end_round(found, by=world.secretary)
    url = reverse("brief_comment", args=[part(brief).pk])
    response = signed_in(world.committee_member).post(url, {"text": "Det var dyrt."})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Kommentarrunden er over" in html
    assert "Det var dyrt.</textarea>" in html
    assert reverse("brief", args=[brief.pk]) not in html
    assert signed_in(world.steering_member).post(url, {"text": "x"}).status_code == 404
    assert not Comment.objects.exists()


def test_one_who_comments_does_not_judge(world: World) -> None:
    brief, found = asked(world)
    comment = add_comment(found, part(brief), by=world.committee_member, text="Nei.")
    url = reverse("brief_judge", args=[comment.pk])
    assert signed_in(world.committee_member).post(url, {"state": "taken"}).status_code == 403
    assert signed_in(world.steering_member).post(url, {"state": "taken"}).status_code == 404


def test_the_round_is_over_when_its_day_has_passed(world: World) -> None:
    brief, found = asked(world)
    with time_machine.travel(now() + timedelta(days=10), tick=False):
        assert not is_open(found)
        assert waiting_comments(world.committee_member) == []
        page = signed_in(world.committee_member).get(reverse("brief", args=[brief.pk]))
        assert page.status_code == 404
        with pytest.raises(Refused, match="over"):
            add_comment(found, part(brief), by=world.committee_member, text="For sent.")


def test_it_may_be_ended_by_hand_twice(world: World) -> None:
    brief, found = asked(world)
    for _ in range(2):
        signed_in(world.secretary).post(reverse("brief_round_end", args=[found.pk]))
    found.refresh_from_db()
    assert found.ended_by == world.secretary
    assert "Svarte ikke" in shown(world.secretary, brief)


def test_there_is_one_round_at_a_time(world: World) -> None:
    brief, found = asked(world)
    people = [world.committee_member]
    with pytest.raises(Refused, match="alt en kommentarrunde"):
        start_round(brief, people, by=world.secretary, working_days=3)
    end_round(found, by=world.secretary)
    assert start_round(brief, people, by=world.secretary, working_days=3).pk != found.pk


def test_one_who_cannot_see_the_case_is_not_asked(world: World) -> None:
    brief = begun(world, draft(world))
    with pytest.raises(Refused, match="kan ikke se saken"):
        start_round(brief, [world.committee_member], by=world.secretary, working_days=3)


def test_one_who_is_not_asked_does_not_answer(world: World) -> None:
    _brief, found = asked(world)
    url = reverse("brief_answer", args=[found.pk])
    assert signed_in(world.steering_member).post(url).status_code == 404
    assert answer_round(found, by=world.committee_member).answered_at is not None


def test_one_who_was_given_the_case_by_name_may_be_asked(world: World) -> None:
    brief = begun(world, opened(world, exempt_ground=make_ground(), public_title="Kjøp"))
    guest = world.steering_member
    with pytest.raises(Refused, match=f"{guest} kan ikke se saken"):
        start_round(brief, [guest], by=world.secretary, working_days=3)
    give_grant(brief.case, guest, by=world.secretary, why="Notat", end=today())
    assert start_round(brief, [guest], by=world.secretary, working_days=3).requests.exists()


def test_asking_many_takes_no_more_queries_than_asking_a_few(
    world: World, django_assert_max_num_queries
) -> None:
    brief = begun(world)
    people = [make_member(world.expert) for _n in range(12)]
    with django_assert_max_num_queries(25):
        found = start_round(brief, people, by=world.secretary, working_days=3)
    assert found.requests.count() == 12
    history = CommentRequest.history.filter(round=found, history_user=world.secretary)
    assert history.count() == 12


def test_one_who_is_asked_does_not_end_the_round(world: World) -> None:
    _brief, found = asked(world)
    url = reverse("brief_round_end", args=[found.pk])
    assert signed_in(world.committee_member).post(url).status_code == 403
    found.refresh_from_db()
    assert is_open(found)


def test_one_is_not_asked_by_oneself(world: World) -> None:
    with pytest.raises(Refused, match="en annen enn deg selv"):
        start_round(begun(world), [world.secretary], by=world.secretary, working_days=3)


def test_a_comment_belongs_to_the_brief_that_one_was_asked_about(world: World) -> None:
    _brief, found = asked(world)
    other = begun(world)
    with pytest.raises(Refused, match="dette saksframlegget"):
        add_comment(found, part(other), by=world.committee_member, text="Nei.")
