"""The demo's briefs: written part by part, commented on, and brought as far as the file says."""

from typing import TYPE_CHECKING

from cases import brief_rounds, briefs
from cases.brief_markup import from_markup
from cases.models import Brief, BriefSection, CommentState
from forums.demo_file import Row
from forums.models import User

if TYPE_CHECKING:
    from cases.demo_cases import CaseStory

JUDGED = {str(label): value for value, label in CommentState.choices}


def write(told: "CaseStory", row: Row) -> None:
    author = told.person(row["av"]) if "av" in row else told.case.officer
    brief = briefs.start_brief(told.case, told.forum(row["til"]), by=author)
    sections = _sections(brief)
    for heading, text in row["tekst"].items():
        section = sections[heading]
        briefs.save_section(section, by=author, html=from_markup(text), seen=section.number)
    if row["tilstand"] == "til kommentar":
        people = [told.person(key) for key in row["hvem"]]
        asked = row.get("fordi", "")
        brief_rounds.start_round(brief, people, by=author, working_days=6, message=asked)
    elif row["tilstand"] != "utkast":
        _hand_in(brief, row, author, told.story.runs)


def comment(told: "CaseStory", row: Row) -> None:
    """One who is asked says something, and the one who began the brief may have judged it."""
    brief = told.case.briefs.get(forum=told.forum(row["til"]))
    asked = brief_rounds.last_round(brief)
    if asked is None:
        raise ValueError(f"{brief}: nobody is asked to comment.")
    by = told.person(row["av"])
    section = _sections(brief)[row["del"]]
    said = brief_rounds.add_comment(asked, section, by=by, text=row["tekst"])
    if row.get("ferdig"):
        brief_rounds.answer_round(asked, by=by)
    if "vurdert" in row:
        judged, reply = JUDGED[row["vurdert"]], row.get("svar", "")
        brief_rounds.judge_comment(said, by=brief.created_by, state=judged, reply=reply)


def _sections(brief: Brief) -> dict[str, BriefSection]:
    return {section.heading.lower(): section for section in brief.sections.all()}


def _hand_in(brief: Brief, row: Row, author: User, secretary: User) -> None:
    """Handed in, and then judged unless it still waits for that (``til kontroll``)."""
    briefs.submit(brief, by=author)
    if row["tilstand"] == "sendt tilbake":
        briefs.send_back(brief, by=secretary, reason=row["fordi"])
    elif row["tilstand"] == "klart":
        briefs.pass_brief(brief, by=secretary)
