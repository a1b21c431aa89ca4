"""The demo's year: rhythms, weeks without meetings, the yearly wheel, and the year to come.

The meetings to come are planned by the same action as people use, after the story is told.
"""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS, WEEKDAYS

from forums.clashes import Diary
from forums.demo_file import Row
from forums.history import save_by
from forums.models import (
    ClosedPeriod,
    Forum,
    MeetingRhythm,
    Nth,
    Repeats,
    RhythmKind,
    User,
    YearlyProcess,
)
from forums.rhythms import ends_at, starts_at
from forums.year_plan import Proposal, YearPlan, plan_year, propose

if TYPE_CHECKING:
    from forums.demo import Organisation

AHEAD = timedelta(days=365)
NTH = {str(label): value for value, label in Nth.choices}
REPEATS = {
    "aldri": Repeats.NEVER,
    "datoene": Repeats.DATES,
    "uken": Repeats.WEEK,
    "påsken": Repeats.EASTER,
}


def load_year(organisation: "Organisation") -> None:
    file = organisation.file
    for slug, row in file["møterytmer"].items():
        rhythm = _rhythm(organisation, slug, row)
        save_by(rhythm, by=None, why="Demo")
    for row in file["uten møter"]:
        period = ClosedPeriod(
            name=row["navn"],
            start=row["fra"],
            end=row["til"],
            repeats=REPEATS[row["følger"]],
            source=row["kilde"],
        )
        save_by(period, by=None, why="Demo")
    for row in file["årshjul"]:
        process = YearlyProcess(
            name=row["navn"],
            forum=organisation.forums[row["forum"]],
            what=row["hva"],
            source=row["kilde"],
            **_ends("from", row["fra"]),
            **_ends("to", row["til"]),
        )
        save_by(process, by=None, why="Demo")


def plan_ahead(organisation: "Organisation", *, by: User) -> None:
    """The rest of a year of meetings, those of forums that meet before another one last."""
    until = organisation.file.load_day + AHEAD
    rows = MeetingRhythm.objects.select_related("forum").order_by("forum__level", "forum_id")
    rhythms = sorted(rows, key=lambda row: row.kind == RhythmKind.BEFORE)
    for rhythm in rhythms:
        for year in (until.year - 1, until.year):
            plan = propose(rhythm.forum, year)
            days = [day for day in _days(plan) if day <= until]
            plan_year(rhythm.forum, year, by=by, days=days)


def _days(plan: YearPlan) -> list[date]:
    """The days proposed, each moved to one on which nobody is needed elsewhere."""
    diary = Diary(plan.forum, date(plan.year, 1, 1), date(plan.year, 12, 31))
    return [_free_day(plan, row, diary) for row in plan.proposed]


def _free_day(plan: YearPlan, row: Proposal, diary: Diary) -> date:
    assert plan.rhythm is not None and row.day is not None
    times = (starts_at(plan.rhythm, row.day), ends_at(plan.rhythm, row.day))
    if not diary.clashes(*times):
        return row.day
    within = (row.slot.first, row.slot.last)
    return diary.nearest_free(*times, plan.closed, within=within) or row.day


def _rhythm(organisation: "Organisation", slug: str, row: Row) -> MeetingRhythm:
    """Time and place are those of the forum's other meetings in the file."""
    meetings = organisation.file["møter"][slug]
    begins, ends = (time.fromisoformat(clock) for clock in meetings["klokka"].split("–"))
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
    return MeetingRhythm(
        forum=organisation.forums[slug],
        starts=begins,
        minutes=length // timedelta(minutes=1),
        place=meetings.get("sted", ""),
        video_link=meetings.get("video", ""),
        source=row["kilde"],
        **_rule(row, organisation.forums),
    )


def _rule(row: Row, forums: dict[str, Forum]) -> Row:
    if "før" in row:
        return {
            "kind": RhythmKind.BEFORE,
            "before": forums[row["før"]],
            "working_days": row["virkedager"],
        }
    if "uker" in row:
        return {"kind": RhythmKind.WEEKS, "weeks": row["uker"], "first_day": row["regnet fra"]}
    days = {str(name): number for number, name in WEEKDAYS.items()}
    found: Row = {"nth": NTH[row["hvilken"]], "weekday": days[row["ukedag"]]}
    if "måneder" not in row:
        return {"kind": RhythmKind.MONTHLY, **found}
    numbers = {str(name): number for number, name in MONTHS.items()}
    months = ",".join(str(numbers[name]) for name in row["måneder"])
    return {"kind": RhythmKind.MONTHS, "months": months, **found}


def _ends(end: str, text: str) -> dict[str, int]:
    """``10. mars`` as the fields of the process."""
    numbers = {str(name): number for number, name in MONTHS.items()}
    day, month = text.split(". ")
    return {f"{end}_day": int(day), f"{end}_month": numbers[month]}
