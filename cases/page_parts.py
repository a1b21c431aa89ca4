"""The parts of a case's page that tell the case itself: what it is, its treatments, its papers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import sections
from cases.follow_ups_page import Line
from cases.models import Case, PartyPosition, Position
from cases.permissions import visible_documents
from cases.story import Step, Story
from forums.competence import joined
from forums.models import User


@dataclass(frozen=True)
class Told:
    """A treatment with what belongs to it. ``number`` is its place in the history."""

    step: Step
    number: int
    may_read_paper: bool
    agreement: str
    dissent: list[PartyPosition]
    follow_ups: list[Line]


def register_all() -> None:
    sections.register(
        "gjelder",
        gettext_lazy("Hva saken gjelder"),
        "cases/_summary.html",
        lambda user, case, story: {},
        position=5,
        pdf_template="pdf/_summary.html",
    )
    sections.register(
        "til-behandling",
        gettext_lazy("Til behandling nå"),
        "cases/_open_treatments.html",
        open_treatments,
        position=10,
        pdf_template="pdf/_open_treatments.html",
    )
    sections.register(
        "resultat",
        gettext_lazy("Hva forumene har kommet fram til"),
        "cases/_treatments.html",
        treatments,
        position=20,
        pdf_template="pdf/_treatments.html",
    )


def open_treatments(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    return {"steps": story.open_steps} if story.open_steps else None


def treatments(user: User, case: Case, story: Story) -> dict[str, Any]:
    """What each forum came to, the newest first, with what the parties said. Two or
    three queries."""
    readable = readable_papers(user, case, story)
    positions: dict[int, list[PartyPosition]] = defaultdict(list)
    for position in story.positions:
        positions[position.treatment_id].append(position)
    tasks: dict[int | None, list[Line]] = defaultdict(list)
    for task in story.follow_ups:
        tasks[task.treatment_id].append(Line(task))
    done = {step.treatment.pk for step in story.done_steps}
    rows = [
        Told(
            step,
            number,
            bool(step.last_item and step.last_item.paper_id in readable),
            in_agreement(positions[step.treatment.pk]),
            [row for row in positions[step.treatment.pk] if row.position != Position.AGREES],
            tasks[step.treatment.pk],
        )
        for number, step in enumerate(story.steps, start=1)
        if step.treatment.pk in done
    ]
    return {"rows": rows[::-1]}


def in_agreement(rows: list[PartyPosition]) -> str:
    """Who said that they agree; empty where nothing was recorded."""
    names = [row.party.short_name for row in rows if row.position == Position.AGREES]
    if not names:
        return ""
    if len(names) == len(rows):
        return _("Enige: %(parties)s.") % {"parties": joined(names, _("og"))}
    return _("Enige uten merknad: %(parties)s.") % {"parties": joined(names, _("og"))}


def readable_papers(user: User, case: Case, story: Story) -> set[int]:
    """The papers of the agenda items that the person may open; no query where none is exempt."""
    papers = [item.paper for step in story.steps for item in step.items if item.paper]
    if not any(paper.exempt_ground_id for paper in papers):
        return {paper.pk for paper in papers}
    rows = visible_documents(user, case.documents.filter(pk__in=[paper.pk for paper in papers]))
    return set(rows.values_list("pk", flat=True))
