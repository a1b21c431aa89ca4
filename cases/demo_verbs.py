"""The verbs of the demo's cases, each with the action that it calls.

``VERBS`` is the grammar of demo/saker: what a step must and may say, the time of day it
happens, and the function that tells it. The table in demo/saker/README.md says the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import (
    agenda,
    demo_around,
    demo_briefs,
    demo_papers,
    demo_parties,
    documents,
    outcomes,
    registering,
    routing,
)
from cases.demo_words import ASKED_TO, DOCUMENTS, OUTCOMES, PURPOSES
from cases.models import (
    DECISIONS,
    AgendaItem,
    CaseKind,
    Document,
    DocumentKind,
    LegalGround,
    Treatment,
    TreatmentState,
)
from forums.demo_file import Row

if TYPE_CHECKING:
    from cases.demo_cases import CaseStory

Tell = Callable[["CaseStory", Row], object]


def register(told: "CaseStory", row: Row) -> None:
    facts = told.row
    told.case = registering.register_case(
        by=told.person(row["av"]),
        title=facts["tittel"],
        public_title=facts.get("offentlig tittel", ""),
        summary=facts["sammendrag"],
        kind=CaseKind.objects.get(name=facts["type"]),
        owner=told.party(facts["eier"]),
        officer=told.person(facts["saksbehandler"]),
        forum=told.forum(facts["forum"]),
        municipalities=[told.party(slug) for slug in facts["kommuner"]],
        exempt_ground=_ground(facts.get("unntatt")),
        considered=facts.get("merinnsyn", ""),
    )


def put_forward(told: "CaseStory", row: Row) -> None:
    routing.put_forward(told.case, by=told.person(row["av"]), reason=row.get("fordi", ""))


def ask(told: "CaseStory", row: Row) -> None:
    routing.ask_for_treatment(
        told.case,
        told.forum(row["hos"]),
        ASKED_TO[row["for å"]],
        by=told.person(row["av"]),
        reason=row["fordi"],
        wanted_by=row.get("innen"),
        wanted_when=row.get("ønsket", ""),
    )


def take_back(told: "CaseStory", row: Row) -> None:
    routing.take_back_ask(
        told.case, _waiting_in(told, row["hos"]), by=told.person(row["av"]), reason=row["fordi"]
    )


def lift(told: "CaseStory", row: Row) -> None:
    routing.lift_case(
        told.case, told.forum(row["til"]), by=told.person(row["av"]), reason=row["fordi"]
    )


def send_back(told: "CaseStory", row: Row) -> None:
    routing.return_case(told.case, by=told.person(row["av"]), reason=row["fordi"])


def confirm(told: "CaseStory", row: Row) -> None:
    rows = told.case.treatments.filter(forum=told.forum(row["i"]), outcome__in=DECISIONS)
    outcomes.confirm_text(rows.get(text_confirmed_at=None), by=told.person(row["av"]))


def close(told: "CaseStory", row: Row) -> None:
    routing.close_case(told.case, by=told.person(row["av"]), reason=row["fordi"])


def reopen(told: "CaseStory", row: Row) -> None:
    routing.reopen_case(told.case, by=told.person(row["av"]), reason=row["fordi"])


def withdraw(told: "CaseStory", row: Row) -> None:
    routing.withdraw_case(told.case, by=told.person(row["av"]), reason=row["fordi"])


def add_document(told: "CaseStory", row: Row) -> None:
    documents.add_document(
        told.case,
        by=told.person(row["av"]),
        kind=DOCUMENTS[row["type"]],
        title=row["tittel"],
        file=demo_papers.paper(row["fil"], row["tittel"], row),
        exempt_ground=_ground(row.get("unntatt", {}).get("hjemmel")),
        considered=row.get("unntatt", {}).get("merinnsyn", ""),
        public_title=row.get("unntatt", {}).get("offentlig tittel", ""),
    )


def add_version(told: "CaseStory", row: Row) -> None:
    file = demo_papers.paper(row["fil"], row["dokument"], row)
    documents.add_version(told.document(row["dokument"]), by=told.person(row["av"]), file=file)


# --- meetings -------------------------------------------------------------------------------------


def schedule(told: "CaseStory", row: Row) -> AgendaItem:
    """Put the case on the agenda of the meeting that the step names, with its paper."""
    return agenda.put_on_agenda(
        _waiting_in(told, row["i"]),
        told.story.meetings[row["i"], row["møte"]],
        by=told.story.runs,
        purpose=PURPOSES[row["formål"]],
        minutes_planned=row["minutter"],
        paper=_brief(told, row),
        oral_reason=row.get("muntlig", ""),
        proposal=row.get("innstilling", ""),
    )


def take_off(told: "CaseStory", row: Row) -> None:
    rows = AgendaItem.objects.filter(treatment__case=told.case, meeting__forum=told.forum(row["i"]))
    agenda.take_off_agenda(rows.latest("pk"), by=told.person(row["av"]), reason=row["fordi"])


def conclude(told: "CaseStory", item: AgendaItem, row: Row) -> None:
    """Write down what the meeting came to."""
    outcomes.record_outcome(
        item,
        by=told.story.runs,
        outcome=OUTCOMES[row["utfall"]],
        text=row["tekst"],
        minutes_used=row.get("brukt"),
    )


def _waiting_in(told: "CaseStory", slug: str) -> Treatment:
    rows = told.case.treatments.filter(forum=told.forum(slug))
    return rows.get(state=TreatmentState.WAITING)


def _brief(told: "CaseStory", row: Row) -> Document | None:
    if "papir" not in row:
        return None
    forum = told.forum(row["i"])
    title = _("Saksframlegg til %(forum)s %(day)s") % {
        "forum": forum.short_name,
        "day": date_format(row["møte"]),
    }
    file = demo_papers.brief(
        told.case,
        title=f"{title} – {told.case.number}",
        to=forum,
        text=row["papir"],
        proposal=row.get("innstilling", ""),
        as_pdf=row["møte"] >= told.story.file["papirer i pdf fra"],
    )
    return documents.add_document(
        told.case, by=told.case.officer, kind=DocumentKind.BRIEF, title=title, file=file
    )


def _ground(citation: str | None) -> LegalGround | None:
    return LegalGround.objects.get(citation=citation) if citation else None


# --- the grammar ----------------------------------------------------------------------------------


def nothing(told: "CaseStory", row: Row) -> None:
    """A meeting is told by its two steps, not by its verb."""


@dataclass(frozen=True)
class Verb:
    """What a step with the verb must say and may say, and when in the day it happens."""

    needs: frozenset[str]
    may: frozenset[str] = frozenset()
    clock: str = "12:00"
    tell: Tell = nothing


def _verb(needs: str, may: str = "", **more: Any) -> Verb:
    return Verb(_words(needs), _words(may), **more)


def _words(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(", ")))


VERBS: dict[str, Verb] = {
    "registrert": _verb("av", clock="08:45", tell=register),
    "lagt fram": _verb("av", "fordi", clock="10:15", tell=put_forward),
    "bedt om": _verb("av, hos, for å, fordi", "innen, ønsket", clock="11:00", tell=ask),
    "spørsmål trukket": _verb("hos, av, fordi", clock="13:20", tell=take_back),
    # Told as two steps, by schedule and conclude.
    "møte": _verb(
        "i, formål, minutter", "papir, muntlig, satt opp, innstilling, utfall, tekst, brukt"
    ),
    "løftet": _verb("til, av, fordi", tell=lift),
    "sendt tilbake": _verb("av, fordi", tell=send_back),
    "bekreftet": _verb("i, av", clock="13:15", tell=confirm),
    "avsluttet": _verb("av, fordi", clock="14:40", tell=close),
    "gjenåpnet": _verb("av, fordi", clock="09:20", tell=reopen),
    "trukket": _verb("av, fordi", clock="14:10", tell=withdraw),
    "dokument": _verb(
        "tittel, type, fil, av", "tekst, rader, tall, unntatt", clock="10:50", tell=add_document
    ),
    "ny versjon": _verb("dokument, fil, av", "tekst, rader, tall", clock="10:50", tell=add_version),
    "sendt": _verb("til, av, fordi", tell=demo_around.send),
    "slått sammen": _verb("med, av, fordi", tell=demo_around.merge),
    "lenket": _verb("med, slag, fordi, av", clock="11:20", tell=demo_around.link),
    "bestilt": _verb("fra, hos, hva, fordi, innen, av", clock="13:00", tell=demo_around.order),
    "bestilling besvart": _verb("hos, av, svar", clock="14:00", tell=demo_around.answer_order),
    "bestilling trukket": _verb("hos, av, fordi", clock="14:00", tell=demo_around.withdraw_order),
    "sendt til partene": _verb(
        "parter, frist, av, fordi", "må", clock="14:15", tell=demo_parties.send
    ),
    "besvart": _verb(
        "part, av, tilstand", "hvor, dato, vilkår", clock="10:40", tell=demo_parties.answer
    ),
    "syn": _verb("i, part, mener, av", "fordi, protokoll", clock="15:30", tell=demo_parties.say),
    "megling": _verb("part, av, fordi", clock="09:30", tell=demo_parties.ask_for_mediation),
    "megling i gang": _verb("av", clock="09:45", tell=demo_parties.take_mediation),
    "megling avsluttet": _verb("av, utfall, tekst", clock="14:30", tell=demo_parties.end_mediation),
    "oppfølging": _verb(
        "hva, part, frist, av, fra", "person", clock="14:20", tell=demo_parties.follow_up
    ),
    "oppfølging gjort": _verb("hva, av, svar", clock="13:40", tell=demo_parties.finish),
    "oppfølging falt bort": _verb("hva, av, fordi", clock="13:40", tell=demo_parties.drop),
    "oppfølging flyttet": _verb(
        "hva, frist, av, fordi", clock="13:40", tell=demo_parties.move_follow_up
    ),
    "følges av": _verb("hvem", clock="15:00", tell=demo_around.follow),
    "sladdet kopi": _verb(
        "av dokument, fil, av", "tekst", clock="11:10", tell=demo_around.add_redacted_copy
    ),
    "dokument trukket": _verb(
        "dokument, av, fordi", clock="13:50", tell=demo_around.withdraw_document
    ),
    "dokument tatt inn igjen": _verb(
        "dokument, av, fordi", clock="14:05", tell=demo_around.take_in_again
    ),
    "dokument unntatt": _verb(
        "dokument, hjemmel, offentlig tittel, av",
        "merinnsyn",
        clock="13:40",
        tell=demo_around.shield,
    ),
    "åpnet": _verb("dokument, av, hvordan", clock="15:20", tell=demo_around.open_document),
    "unntak opphevet": _verb("dokument, av, fordi", clock="13:50", tell=demo_around.unshield),
    "tatt av sakslisten": _verb("i, av, fordi", clock="12:40", tell=take_off),
    "gitt innsyn": _verb("til, fordi, til dato, av", clock="13:30", tell=demo_around.give_access),
    "saksframlegg": _verb(
        "til, tilstand, tekst", "av, hvem, fordi", clock="14:50", tell=demo_briefs.write
    ),
    "kommentert": _verb(
        "til, del, av, tekst", "vurdert, svar, ferdig", clock="15:10", tell=demo_briefs.comment
    ),
}
