"""What is around the cases: papers of each kind, orders, briefs, follow-ups, what parties say."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.core.files.base import ContentFile

from cases import documents
from cases.anchoring import send_to_parties
from cases.brief_rounds import add_comment, start_round
from cases.brief_versions import keep_version
from cases.briefs import start_brief
from cases.follow_ups import add_follow_up
from cases.grants import give_grant
from cases.links import link_cases
from cases.mediation import ask_for_mediation
from cases.models import (
    Case,
    Document,
    DocumentVersion,
    Follower,
    LegalGround,
    Order,
    Route,
    SavedView,
)
from cases.orders import place_order
from cases.positions import Said, record_positions
from forums.clock import today
from forums.models import User
from tests.cases.conftest import World
from tests.cases.papers import a_pdf, a_png
from tests.factories import make_seat

SOON = timedelta(days=20)


@cache
def _pdf() -> bytes:
    return a_pdf("Vurdering")


def paper(case: Case, by: User, title: str = "Saksframlegg", **values: Any) -> Document:
    """A paper with a page to draw (version 1) and a picture (version 2)."""
    file = ContentFile(_pdf(), name="vurdering.pdf")
    found = documents.add_document(case, by=by, kind="brief", title=title, file=file, **values)
    documents.add_version(found, by=by, file=ContentFile(a_png(), name="kart.png"))
    return found


def papers_of(cases: dict[str, Case], ground: LegalGround, by: User) -> dict[str, Document]:
    """One in each case, and in the open one each kind of paper that there is."""
    found = {key: paper(case, by) for key, case in cases.items()}
    hidden = paper(cases["open"], by, "Hemmelig anbud", exempt_ground=ground, public_title="Anbud")
    found["exempt paper"] = hidden
    file = ContentFile(_pdf(), name="sladdet.pdf")
    found["redacted copy"] = documents.add_redacted_copy(hidden, by=by, file=file)
    documents.add_version(found["redacted copy"], by=by, file=ContentFile(a_png(), name="kart.png"))
    gone = paper(cases["open"], by, "Utgått")
    found["withdrawn"] = documents.withdraw_document(gone, by=by, why="Feil fil")
    copied = DocumentVersion.objects.filter(number=1)
    copied.update(pdf_state="done")
    for version in copied.order_by("pk"):
        version.pdf.save("kopi.pdf", ContentFile(_pdf()), save=False)
        version.save(update_fields=["pdf"])
    return found


def rows_of(world: World, people: Any, cases: dict[str, Case]) -> dict[str, dict[str, Any]]:
    """The things of the open case and of the exempt one, by kind of thing."""
    make_seat(world.committee, world.party)
    shown = {key: cases[key] for key in ("open", "exempt")}
    found: dict[str, dict[str, Any]] = {
        "order": {"no case": _order(world, None)},
        "treatment": {key: case.treatments.get() for key, case in shown.items()},
    }
    makers = {
        "order": _order,
        "follow_up": _follow_up,
        "mediation": _mediation,
        "position": _position,
        "anchoring": _anchoring,
        "grant": _grant,
    }
    for kind, make in makers.items():
        found.setdefault(kind, {}).update({key: make(world, c) for key, c in shown.items()})
    link = link_cases(cases["open"], cases["exempt"], by=world.secretary, kind="related")
    found["link"] = {"open": link, "exempt": link}
    found |= _briefs(world, people, shown)
    found["view"] = {"": _view(people["member"])}
    for case in cases.values():
        Follower.objects.create(case=case, user=people["elsewhere"])
    return found


def order_route(world: World) -> None:
    Route.objects.get_or_create(
        kind="order", from_forum=world.steering, to_forum=world.committee, who="leader"
    )


def _order(world: World, case: Case | None) -> Order:
    order_route(world)
    return place_order(
        world.steering,
        world.committee,
        by=world.secretary,
        what=f"Tell syklene i {case.title}" if case else "Tell syklene",
        why="Vi mangler tall",
        due=today() + SOON,
        case=case,
    )


def _follow_up(world: World, case: Case) -> Any:
    facts = {"what": f"Måle {case.title}", "party": world.party, "due": today() + SOON}
    return add_follow_up(case, by=world.secretary, **facts)  # type: ignore[arg-type]


def _mediation(world: World, case: Case) -> Any:
    return ask_for_mediation(case, world.party, by=world.secretary, why="Uenige om traseen")


def _position(world: World, case: Case) -> Any:
    said = Said(world.party, "objects", "Traseen er for smal")
    return record_positions(case.treatments.get(), [said], by=world.secretary)[0]


def _anchoring(world: World, case: Case) -> Any:
    parties = [world.party]
    send_to_parties(case, parties, by=world.secretary, reason="Si fra", required=False)
    return case.anchorings.get()


def _grant(world: World, case: Case) -> Any:
    days = {"start": today() + SOON, "end": today() + 2 * SOON}
    return give_grant(case, world.steering_member, by=world.secretary, why="Notat", **days)


def _view(user: User) -> SavedView:
    return SavedView.objects.create(user=user, name="Mine", query="mine=folger")


def _briefs(world: World, people: Any, cases: dict[str, Case]) -> dict[str, dict[str, Any]]:
    """One in each case; in the open one the member is asked to comment."""
    by = world.secretary
    briefs = {key: start_brief(case, world.committee, by=by) for key, case in cases.items()}
    briefs["asked"] = start_brief(cases["open"], world.steering, by=by)
    for brief in briefs.values():
        keep_version(brief, by=by, note="Før runden")
    sections = {key: brief.sections.order_by("pk")[0] for key, brief in briefs.items()}
    asked = {"open": by_name(world), "exempt": by_name(world), "asked": people["member"]}
    rounds = {
        key: start_round(brief, [asked[key]], by=by, working_days=5)
        for key, brief in briefs.items()
    }
    comments = {
        key: add_comment(rounds[key], sections[key], by=asked[key], text="Se på bredden")
        for key in briefs
    }
    return {"brief": briefs, "section": sections, "round": rounds, "comment": comments}


def by_name(world: World) -> User:
    """One who hears of the case, and is none of the ten."""
    return world.committee_leader
