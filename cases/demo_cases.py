"""One case of the demo file as steps at their own moments.

What each verb does is in demo_verbs.py. A meeting is two steps: the case is put on the agenda
some days before, and what came of it is written down when the meeting ends.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.demo_verbs import VERBS, conclude, schedule
from cases.models import AgendaItem, Case, Document
from forums.demo_file import Row
from forums.errors import Refused
from forums.models import Forum, Party, User
from forums.workdays import on_or_before

if TYPE_CHECKING:
    from cases.demo import Story

ON_AGENDA_DAYS_BEFORE = 9


class CaseStory:
    """One case of the file; ``case`` is there from the step that registers it."""

    case: Case

    def __init__(self, story: "Story", row: Row) -> None:
        self.story = story
        self.org = story.org
        self.row = row

    def add_steps(self) -> None:
        for row in self.row["gang"]:
            self._add(row)

    def person(self, key: str) -> User:
        return self.org.people[key]

    def forum(self, slug: str) -> Forum:
        return self.org.forums[slug]

    def party(self, slug: str) -> Party:
        return self.org.parties[slug]

    def document(self, title: str) -> Document:
        return self.case.documents.get(title=title)

    def other(self, title: str) -> Case:
        """Another case of the file; it is registered before the step that names it."""
        return self.story.cases[title].case

    def _add(self, row: Row) -> None:
        name = _verb(row)
        day = row[name]
        if name == "møte":
            self._add_meeting(row, day)
            return
        verb = VERBS[name]
        self._at(day, row.get("kl", verb.clock), partial(verb.tell, self, row))

    def _add_meeting(self, row: Row, day: date) -> None:
        scheduled = row.get("satt opp") or before(day, ON_AGENDA_DAYS_BEFORE)
        item: list[AgendaItem] = []
        self._at(scheduled, "12:30", lambda: item.append(schedule(self, row)))
        if "utfall" in row:
            self._at(day, self.story.ends(row["i"]), lambda: conclude(self, item[0], row))

    def _at(self, day: date, clock: str, do: Callable[[], object]) -> None:
        def told() -> None:
            try:
                do()
            except Refused as refusal:
                where = {"title": self.row["tittel"], "day": date_format(day)}
                raise Refused(
                    _("«%(title)s», %(day)s: %(why)s") % {**where, "why": refusal.sentence}
                ) from refusal

        self.story.add(day, clock, told)


def before(day: date, days: int) -> date:
    """The working day that is ``days`` days before ``day``, or the last one before that."""
    return on_or_before(day - timedelta(days=days))


def _verb(row: Row) -> str:
    return next(iter(row))
