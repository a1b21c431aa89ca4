"""The case page: where it is, who owns it, what comes next, and what the reader may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.actions import actions_for
from cases.chronicle import chronicle, with_changes
from cases.event_words import in_words
from cases.exports import links_for
from cases.merging import went_to
from cases.models import Case, EventKind
from cases.page_parts import readable_papers
from cases.permissions import get_case_for, may_edit
from cases.positions_page import steps_with_views
from cases.readers import News, news_for, reader_of
from cases.sections import presence, sections_for
from cases.situation import Situation
from cases.story import Story
from cases.way import in_a_sentence, way_of
from cases.way_picture import tall, wide
from forums.models import User
from forums.permissions import Someone, person
from miljoloftet.http import representative

LATEST = 5
NEWS = 6


@representative
def case(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence, also=presence())
    user = person(request)
    story = Story(found, user)
    now = situation(found, user, story)
    actions = actions_for(now, story)
    return render(
        request,
        "cases/case.html",
        {
            **_answers(found, story, now, user),
            **_reading(found, story, user),
            **_picture(story),
            "actions": actions,
            "open_actions": [action for action in actions if action.allowed],
            "primary": next((row for row in actions if row.allowed and row.leads_on), None),
            "municipalities": story.municipalities,
            "latest": in_words(story.events[-LATEST:][::-1]),
            "exports": links_for(found),
            "sections": sections_for(user, found, story),
        },
    )


@representative
def history(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """The whole way, for one who was in none of the meetings.

    ``?endringer=ja`` tells every event with what was changed in words, instead of each treatment.
    """
    found = get_case_for(request.user, year, sequence)
    user = person(request)
    story = Story(found, user)
    told = _changes(user, found) if "endringer" in request.GET else _treatments(user, found, story)
    return render(
        request,
        "cases/history.html",
        {
            "case": found,
            "story": story,
            **_reading(found, story, user),
            **told,
            "lines": chronicle(story.events, told["changes"]),
            "exports": links_for(found),
        },
    )


def _treatments(user: User, found: Case, story: Story) -> dict[str, Any]:
    return {
        "shows_changes": False,
        "changes": [],
        "is_less": False,
        "telling": story.telling(Situation(found, user).routes),
        "papers": readable_papers(user, found, story),
        "steps": steps_with_views(story),
    }


def _changes(user: User, found: Case) -> dict[str, Any]:
    changes, is_less = with_changes(user, found)
    return {"shows_changes": True, "changes": changes, "is_less": is_less}


def situation(found: Case, user: Someone, story: Story) -> Situation:
    """What the rules ask about, with what the page has read already."""
    now = Situation(found, user)
    now.treatments = story.treatments
    now.came_from = story.came_from
    now.anchorings = story.anchorings
    now.asked = {row.treatment_id for row in story.events if row.kind == EventKind.ASKED}
    return now


def _answers(found: Case, story: Story, now: Situation, user: User) -> dict[str, Any]:
    """Where it is, who owns it, what comes next; for a duplicate, where it went."""
    return {
        "case": found,
        "story": story,
        "next": story.next(now.routes),
        "merged_into": went_to(user, found),
        "may_edit": may_edit(user, found) and found.closed_at is None,
    }


def _reading(found: Case, story: Story, user: User) -> dict[str, Any]:
    """What is new since the person last read the case, and whether the person follows it."""
    reader = reader_of(found, user, story.events)
    news = news_for(reader, user, story.events)
    return {
        "reader": reader,
        "news": news,
        "new_events": in_words(news.events[::-1][:NEWS]) if news else [],
        "more_news": _left_out(news),
    }


def _left_out(news: News | None) -> int:
    return max(0, len(news.events) - NEWS) if news else 0


def _picture(story: Story) -> dict[str, Any]:
    way = way_of(story)
    return {"way": way, "wide": wide(way), "tall": tall(way), "way_told": in_a_sentence(way)}
