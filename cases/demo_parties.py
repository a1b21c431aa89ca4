"""The demo's steps where the parties speak: asked, answered, views, mediation, follow-ups."""

from typing import TYPE_CHECKING

from cases import anchoring, follow_ups, mediation, positions
from cases.models import (
    AnchoringState,
    FollowUp,
    FollowUpState,
    Position,
    Treatment,
    TreatmentState,
)
from forums.demo_file import Row

if TYPE_CHECKING:
    from cases.demo_cases import CaseStory

STATES = {str(label): value for value, label in AnchoringState.choices}
POSITIONS = {str(label): value for value, label in Position.choices}


def send(told: "CaseStory", row: Row) -> None:
    anchoring.send_to_parties(
        told.case,
        [told.party(key) for key in row["parter"]],
        by=told.person(row["av"]),
        reason=row["fordi"],
        due=row["frist"],
        required=row.get("må", True),
    )


def answer(told: "CaseStory", row: Row) -> None:
    anchoring.answer_for_party(
        told.case,
        told.party(row["part"]),
        by=told.person(row["av"]),
        state=STATES[row["tilstand"]],
        where=row.get("hvor", ""),
        treated_on=row.get("dato"),
        conditions=row.get("vilkår", ""),
    )


def say(told: "CaseStory", row: Row) -> None:
    positions.record_position(
        _treatment(told, row["i"]),
        told.party(row["part"]),
        by=told.person(row["av"]),
        position=POSITIONS[row["mener"]],
        reason=row.get("fordi", ""),
        statement=row.get("protokoll", ""),
    )


def ask_for_mediation(told: "CaseStory", row: Row) -> None:
    party = told.party(row["part"])
    mediation.ask_for_mediation(told.case, party, by=told.person(row["av"]), why=row["fordi"])


def take_mediation(told: "CaseStory", row: Row) -> None:
    mediation.take_mediation(told.case.mediations.latest("pk"), by=told.person(row["av"]))


def end_mediation(told: "CaseStory", row: Row) -> None:
    mediation.end_mediation(
        told.case.mediations.latest("pk"),
        by=told.person(row["av"]),
        settled=row["utfall"] == "enighet",
        outcome=row["tekst"],
    )


def follow_up(told: "CaseStory", row: Row) -> None:
    follow_ups.add_follow_up(
        told.case,
        by=told.person(row["av"]),
        what=row["hva"],
        party=told.party(row["part"]),
        person=told.person(row["person"]) if "person" in row else None,
        due=row["frist"],
        treatment=_treatment(told, row["fra"]),
    )


def move_follow_up(told: "CaseStory", row: Row) -> None:
    follow_ups.change_follow_up(
        _open_follow_up(told, row),
        {"due": row["frist"]},
        by=told.person(row["av"]),
        why=row["fordi"],
    )


def finish(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    follow_ups.finish_follow_up(_open_follow_up(told, row), by=by, answer=row["svar"])


def drop(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    follow_ups.drop_follow_up(_open_follow_up(told, row), by=by, why=row["fordi"])


def _open_follow_up(told: "CaseStory", row: Row) -> FollowUp:
    return told.case.follow_ups.get(what=row["hva"], state=FollowUpState.OPEN)


def _treatment(told: "CaseStory", slug: str) -> Treatment:
    rows = told.case.treatments.filter(forum=told.forum(slug))
    return rows.exclude(state=TreatmentState.WITHDRAWN).latest("pk")
