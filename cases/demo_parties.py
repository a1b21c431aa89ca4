"""The demo's steps where the parties speak: sent to them, answered, views, mediation, follow-ups.

In a case's ``gang:``, each a line with the day first (``av`` is who does it; left out, it is the
one who runs the meetings):

- {sendt til partene: 2026-01-08, parter: [bergen, alver], fordi: …, innen: 2026-03-01}
  ``må: false`` asks without making the decision wait; before a decision it must be false.
- {besvart: 2026-02-12, part: alver, tilstand: politisk behandlet, hvor: Formannskapet,
  dato: 2026-02-10, vilkår: …}  ``tilstand``: hos linjen, avklart, politisk behandlet, avvist.
- {syn: 2026-01-13, i: au, part: askoy, mener: tar forbehold, fordi: …, protokoll: …}
  ``mener``: enig, enig med merknad, tar forbehold, sier nei, avstår; before the forum's outcome
  (17:00) and before its minutes are approved. ``i`` is the forum that treats it then.
- {megling: 2026-02-01, part: askoy, fordi: …}, then {megling tatt: 2026-02-02, av: ingunn} and
  {megling avsluttet: 2026-02-20, av: ingunn, enige: true, tekst: …}
- {oppfølging: 2026-01-13, hva: …, part: bergen, person: hege, innen: 2026-02-15, i: au}, then
  {oppfølging gjort: 2026-02-10, hva: (the same), svar: …} or
  {oppfølging bort: 2026-02-10, hva: (the same), fordi: …}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cases import anchoring, follow_ups, mediation, positions
from cases.models import AnchoringState, FollowUpState, Position, Treatment, TreatmentState
from forums.demo_file import Row
from forums.models import User

if TYPE_CHECKING:
    from cases.demo import CaseStory

STATES = {str(label): value for value, label in AnchoringState.choices}
POSITIONS = {str(label): value for value, label in Position.choices}


class PartyVerbs:
    """The verbs of one case's story that belong to its parties."""

    def __init__(self, told: CaseStory) -> None:
        self.told = told
        self.org = told.org

    @property
    def verbs(self) -> dict[str, Callable[[Row], object]]:
        return {
            "sendt til partene": self.send,
            "besvart": self.answer,
            "syn": self.say,
            "megling": self.ask_for_mediation,
            "megling tatt": self.take_mediation,
            "megling avsluttet": self.end_mediation,
            "oppfølging": self.follow_up,
            "oppfølging gjort": self.finish,
            "oppfølging bort": self.drop,
        }

    def send(self, row: Row) -> None:
        anchoring.send_to_parties(
            self.told.case,
            [self.org.parties[key] for key in row["parter"]],
            by=self._by(row),
            reason=row["fordi"],
            due=row.get("innen"),
            required=row.get("må", True),
        )

    def answer(self, row: Row) -> None:
        anchoring.answer_for_party(
            self.told.case,
            self.org.parties[row["part"]],
            by=self._by(row),
            state=STATES[row["tilstand"]],
            where=row.get("hvor", ""),
            treated_on=row.get("dato"),
            conditions=row.get("vilkår", ""),
        )

    def say(self, row: Row) -> None:
        positions.record_position(
            self._treatment(row["i"]),
            self.org.parties[row["part"]],
            by=self._by(row),
            position=POSITIONS[row["mener"]],
            reason=row.get("fordi", ""),
            statement=row.get("protokoll", ""),
        )

    def ask_for_mediation(self, row: Row) -> None:
        party = self.org.parties[row["part"]]
        mediation.ask_for_mediation(self.told.case, party, by=self._by(row), why=row["fordi"])

    def take_mediation(self, row: Row) -> None:
        mediation.take_mediation(self.told.case.mediations.latest("pk"), by=self._by(row))

    def end_mediation(self, row: Row) -> None:
        mediation.end_mediation(
            self.told.case.mediations.latest("pk"),
            by=self._by(row),
            settled=row["enige"],
            outcome=row["tekst"],
        )

    def follow_up(self, row: Row) -> None:
        follow_ups.add_follow_up(
            self.told.case,
            by=self._by(row),
            what=row["hva"],
            party=self.org.parties[row["part"]],
            person=self.org.people[row["person"]] if "person" in row else None,
            due=row["innen"],
            treatment=self._treatment(row["i"]) if "i" in row else None,
        )

    def finish(self, row: Row) -> None:
        found = self.told.case.follow_ups.get(what=row["hva"], state=FollowUpState.OPEN)
        follow_ups.finish_follow_up(found, by=self._by(row), answer=row["svar"])

    def drop(self, row: Row) -> None:
        found = self.told.case.follow_ups.get(what=row["hva"], state=FollowUpState.OPEN)
        follow_ups.drop_follow_up(found, by=self._by(row), why=row["fordi"])

    def _treatment(self, slug: str) -> Treatment:
        rows = self.told.case.treatments.filter(forum=self.org.forums[slug])
        return rows.exclude(state=TreatmentState.WITHDRAWN).latest("pk")

    def _by(self, row: Row) -> User:
        return self.org.people[row["av"]] if "av" in row else self.told.story.runs
