"""The address of each thing under each name."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from forums.feeds import address_of
from forums.models import (
    CalendarFeed,
    ClosedPeriod,
    ForumLine,
    GlossaryTerm,
    MandateRule,
    Membership,
    PartyContact,
    YearlyProcess,
)
from tests.access.things import Things

NOT_OURS = ("allauth", "django")

Arguments = Callable[[Things, str], dict[str, Any]]


def of_case(things: Things, key: str) -> dict[str, Any]:
    case = things.cases[key]
    return {"year": case.year, "sequence": case.sequence}


def of_paper(things: Things, key: str) -> dict[str, Any]:
    return {"pk": things.papers[key].pk}


def one_of(kind: str) -> Arguments:
    return lambda things, key: {"pk": things.rows[kind][key].pk}


def step_of_brief(things: Things, key: str) -> dict[str, Any]:
    """``open send-inn``: which brief, and the step."""
    which, step = key.split()
    return {"pk": things.rows["brief"][which].pk, "step": step}


def with_history(things: Things, key: str) -> dict[str, Any]:
    """``open follow_up``: which, and the kind of thing that has a history; a case by itself."""
    which, _space, kind = key.rpartition(" ")
    found = {"case": things.cases, "document": things.papers, **things.rows}[kind][which]
    return {"app": "cases", "model": found._meta.model_name, "pk": found.pk}


def fixed(make: Callable[[Things], dict[str, Any]]) -> Arguments:
    return lambda things, key: make(things)


def pk_of(find: Callable[[Things], Any]) -> Arguments:
    return fixed(lambda things: {"pk": find(things).pk})


FORUM = fixed(lambda things: {"slug": things.world.committee.slug})
PARTY = fixed(lambda things: {"slug": things.world.party.slug})
MANDATE = pk_of(lambda things: things.mandate)
CLAUSE = pk_of(lambda things: things.mandate.clauses.get())
SEAT = pk_of(lambda things: things.world.committee.seats.order_by("pk").first())
MEETING = pk_of(lambda things: things.meeting)
PERSON = pk_of(lambda things: things.world.committee_member)
ITEM = pk_of(lambda things: things.item)
TERM = pk_of(lambda things: GlossaryTerm.objects.get())
PROCESS = pk_of(lambda things: YearlyProcess.objects.get())
PERIOD = pk_of(lambda things: ClosedPeriod.objects.get())


def calendar_token() -> str:
    """The secret part of the one link there is."""
    return address_of(CalendarFeed.objects.get()).rpartition("/")[2].removesuffix(".ics")


# Address name -> what it takes; a name that is not here takes nothing.
TAKES: dict[str, Arguments] = {
    **dict.fromkeys(
        [
            "case",
            "case_history",
            "case_story_pdf",
            "case_follow",
            "case_seen",
            "case_access",
            "case_edit",
            "document_add",
            "case_link_new",
            "brief_start",
            "anchoring_send",
            "mediation_ask",
            "follow_up_new",
        ],
        of_case,
    ),
    "history": with_history,
    **dict.fromkeys(
        [
            "document",
            "document_file",
            "document_version_add",
            "document_change",
            "document_withdraw",
            "document_take_in",
            "document_shield",
            "document_unshield",
            "document_redact",
        ],
        of_paper,
    ),
    **dict.fromkeys(
        ["document_version", "document_copy"],
        lambda things, key: {**of_paper(things, key), "number": 1},
    ),
    "document_page": lambda things, key: {**of_paper(things, key), "number": 1, "page": 1},
    "document_picture": lambda things, key: {**of_paper(things, key), "number": 2},
    "case_link_away": lambda things, key: {
        **of_case(things, key),
        "pk": things.rows["link"][key].pk,
    },
    "grant_revoke": one_of("grant"),
    **dict.fromkeys(["order", "order_answer", "order_withdraw"], one_of("order")),
    "anchoring_answer": lambda things, key: {
        **of_case(things, key),
        "slug": things.world.party.slug,
    },
    "positions_record": lambda things, key: {
        **of_case(things, key),
        "pk": things.rows["treatment"][key].pk,
    },
    **dict.fromkeys(["mediation_take", "mediation_end"], one_of("mediation")),
    **dict.fromkeys(
        ["follow_up_finish", "follow_up_change", "follow_up_drop"], one_of("follow_up")
    ),
    **dict.fromkeys(["saved_view_rename", "saved_view_delete"], one_of("view")),
    **dict.fromkeys(
        [
            "brief",
            "brief_pulse",
            "brief_authors",
            "brief_versions",
            "brief_compare",
            "brief_import",
            "brief_round",
        ],
        one_of("brief"),
    ),
    "brief_version": lambda things, key: {"pk": things.rows["brief"][key].pk, "number": 1},
    "brief_step": step_of_brief,
    **dict.fromkeys(["brief_section", "brief_insert", "brief_comment"], one_of("section")),
    **dict.fromkeys(["brief_round_end", "brief_answer"], one_of("round")),
    "brief_judge": one_of("comment"),
    "accept_invitation": fixed(lambda things: {"token": "finnes-ikke"}),
    **dict.fromkeys(
        [
            "forum",
            "edit_forum",
            "edit_lines",
            "forum_end",
            "edit_seats",
            "seat_open",
            "role_add",
            "mandate_new",
            "year_plan",
            "rhythm_edit",
            "forum_calendar",
            "forum_queue",
        ],
        FORUM,
    ),
    **dict.fromkeys(["process_edit", "process_remove"], PROCESS),
    **dict.fromkeys(["closed_edit", "closed_remove"], PERIOD),
    "calendar_feed": fixed(lambda things: {"token": calendar_token()}),
    "mandate_difference": fixed(lambda things: {"slug": things.world.steering.slug}),
    "mandate": fixed(lambda things: {"slug": things.world.committee.slug, "version": 1}),
    "line_end": fixed(
        lambda things: {"slug": things.world.expert.slug, "pk": ForumLine.objects.get().pk}
    ),
    **dict.fromkeys(["party", "edit_party", "party_rename", "party_end", "contact_new"], PARTY),
    "contact_end": pk_of(lambda things: PartyContact.objects.get()),
    **dict.fromkeys(["person", "edit_person", "person_join", "person_leave"], PERSON),
    **dict.fromkeys(["seat_appoint", "seat_close"], SEAT),
    "role_end": pk_of(lambda t: Membership.objects.get(user=t.world.committee_member)),
    **dict.fromkeys(
        [
            "edit_mandate",
            "mandate_facts",
            "competence_edit",
            "clause_new",
            "mandate_put_in_force",
            "mandate_discard",
        ],
        MANDATE,
    ),
    **dict.fromkeys(["clause_edit", "clause_remove", "rule_add"], CLAUSE),
    "rule_remove": pk_of(lambda things: MandateRule.objects.get()),
    **dict.fromkeys(["term_edit", "term_remove"], TERM),
    **dict.fromkeys(["export_sheet", "template_sheet"], fixed(lambda things: {"kind": "parter"})),
    **dict.fromkeys(["kept_list", "kept_new"], lambda things, key: {"what": key}),
    "kept_edit": fixed(lambda things: {"what": "hjemler", "pk": things.ground.pk}),
    **dict.fromkeys(["meeting", "meeting_hold", "agenda_edit", "agenda_standing"], MEETING),
    **dict.fromkeys(
        ["meeting_book", "meeting_book_order", "meeting_book_cancel", "meeting_book_file"],
        MEETING,
    ),
    "meeting_minutes": pk_of(lambda things: things.treated.meeting),
    "meeting_step": fixed(lambda things: {"pk": things.meeting.pk, "step": "avlys"}),
    "agenda_add": fixed(lambda things: {"pk": things.meeting.pk, "treatment": things.waiting.pk}),
    "agenda_pick": fixed(lambda things: {"pk": things.meeting.pk, "treatment": things.waiting.pk}),
    **dict.fromkeys(["agenda_change", "agenda_take_off", "agenda_mend", "item_guest"], ITEM),
    "item_guest_away": fixed(lambda things: {"pk": things.item.pk, "guest": things.guest.pk}),
    "standing_settle": pk_of(lambda things: things.standing),
    "agenda_move": fixed(lambda things: {"pk": things.item.pk, "way": "opp"}),
    **dict.fromkeys(
        ["outcome_record", "text_confirm", "positions_at_meeting"],
        pk_of(lambda things: things.treated),
    ),
    "case_move": lambda things, key: {**of_case(things, key), "move": "withdraw"},
    "change_list": PARTY,
    "change_report": fixed(
        lambda things: {"slug": things.world.party.slug, "seat": things.change.seat_id}
    ),
    "change": fixed(lambda things: {"slug": things.world.party.slug, "pk": things.change.pk}),
    "confirm_reading": FORUM,
    **dict.fromkeys(
        ["send_invitation", "revoke_invitation"], pk_of(lambda things: things.invitation)
    ),
    "import_job": pk_of(lambda things: things.job),
}

# What a form must hold for the question of who may to be asked at all.
SENDS: dict[str, dict[str, str]] = {
    "change": {"answer": "withdraw"},
    "brief_judge": {"state": "taken"},
    "brief_comment": {"text": "Se på lyset"},
    "saved_view_rename": {"name": "Mine saker"},
    "my_calendar": {"hva": "lag"},
    "forum_calendar": {"hva": "lag"},
}


def address(name: str, things: Things, key: str) -> str:
    takes = TAKES.get(name)
    return reverse(name, kwargs=takes(things, key) if takes else None)


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """Every named address of ours."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from names(pattern.url_patterns)
        elif pattern.name and not pattern.callback.__module__.startswith(NOT_OURS):
            yield pattern.name
