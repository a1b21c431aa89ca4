"""A brief that somebody has begun, and what the tests do with it."""

import json
from typing import Any

from django.urls import reverse

from cases.briefs import save_section, start_brief
from cases.models import Brief, BriefSection, Case
from forums.models import User
from tests.cases.conftest import World, opened, signed_in

JSON = {"HTTP_ACCEPT": "application/json"}


def begun(world: World, case: Case | None = None) -> Brief:
    """A brief to the expert group, where the case is to be recommended."""
    return start_brief(case or opened(world), world.expert, by=world.secretary)


def part(brief: Brief, heading: str = "Bakgrunn") -> BriefSection:
    return brief.sections.get(heading=heading)


def written(brief: Brief, by: User) -> Brief:
    """Every section that must be filled in, at length."""
    for section in brief.sections.order_by("position", "pk"):
        if section.required:
            html = f"<p>{section.heading} {'ord ' * 25}</p>"
            save_section(section, by=by, html=html, seen=section.number)
    return brief


def save(user: User, section: BriefSection, html: str, seen: int, **extra: Any) -> Any:
    data = {"form": "html", "html": html, "seen": seen}
    return signed_in(user).post(reverse("brief_section", args=[section.pk]), data, **extra)


def answer(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response.content)
    return found


def shown(user: User, brief: Brief) -> str:
    response = signed_in(user).get(reverse("brief", args=[brief.pk]))
    assert response.status_code == 200, response.status_code
    return response.content.decode()
