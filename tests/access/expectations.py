"""Who may open what: the table to read is expectations.txt; here each address has its rule.

``yes`` is answered, ``in`` is sent to sign in, ``no`` is told that it is not theirs (403), and
``--`` is told that there is no such thing (404): a signed-in person who may not see a case cannot
learn that it exists. What a form then asks for is another matter; here it is only who gets there.
"""

from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")

# Address name -> its rule, or one for each object that it is tried with (see addresses.py).
READS_CASE = {
    "draft": "reads a draft",
    "open": "reads an open case",
    "exempt": "reads an exempt case",
}
PREPARES_CASE = {
    "draft": "prepares a draft",
    "open": "prepares an open case",
    "exempt": "prepares an exempt one",
}
# What is around a case that has been put forward.
READS_AROUND = {key: READS_CASE[key] for key in ("open", "exempt")}
PREPARES_AROUND = {key: PREPARES_CASE[key] for key in ("open", "exempt")}
FOR_THE_PARTY = {"open": "reports for the party", "exempt": "prepares an exempt one"}
SPEAKS = {"open": "speaks in an open case", "exempt": "speaks in an exempt case"}
# Papers: one in each case, and in the open one those that are kept back, redacted and withdrawn.
READS_PAPER = {
    **READS_CASE,
    "exempt paper": "reads an exempt paper",
    "redacted copy": "reads an open case",
    "withdrawn": "reads an open case",
}
PREPARES_PAPER = {
    **PREPARES_CASE,
    "exempt paper": "prepares an exempt one",
    "redacted copy": "prepares an open case",
    "withdrawn": "prepares an open case",
}
READS_ORDER = {"no case": "has a role", **READS_AROUND}
MOVES_ORDER = {"no case": "secretariat", **PREPARES_AROUND}
# A brief in each case, and one that the member is asked to comment.
READS_BRIEF = {"open": "writes a brief", "exempt": "writes a brief", "asked": "reads when asked"}
WRITES_BRIEF = {"open": "writes a brief", "exempt": "writes a brief", "asked": "writes when asked"}
COMMENTS = {key: f"comments {'when' if key == 'asked' else 'not'} asked" for key in READS_BRIEF}
STEPS_OF_BRIEF = {
    f"{key} {step}": rule
    for key, rule in WRITES_BRIEF.items()
    for step in ("send-inn", "trekk-tilbake", "send-tilbake", "godkjenn")
}
KEPT = (
    "saksveier",
    "sakstyper",
    "hjemler",
    "faste-bestillinger",
    "faste-saker",
    "saksframleggmaler",
)
HISTORY = {
    **{f"{key} case": rule for key, rule in READS_CASE.items()},
    **{f"{key} document": rule for key, rule in READS_PAPER.items()},
    **{f"{key} order": rule for key, rule in READS_ORDER.items()},
    **{
        f"{key} {kind}": rule
        for kind in ("treatment", "follow_up", "mediation", "position", "anchoring")
        for key, rule in READS_AROUND.items()
    },
    **{f"{key} brief": rule for key, rule in WRITES_BRIEF.items() if key != "asked"},
    "asked brief": "writes a brief",
    **dict.fromkeys(["open grant", "exempt grant"], "writes a brief"),
    **dict.fromkeys(["open link", "open comment", "exempt section", "asked round"], "nothing here"),
}

PAGES: dict[str, str | dict[str, str]] = {
    # the ground
    "healthz": "anyone",
    "readyz": "anyone",
    "set_language": "anyone",
    "home": "anyone",
    "accessibility_statement": "anyone",
    "accept_invitation": "anyone",
    "own_profile": "signed in",
    "my_calendar": "signed in",
    "calendar_feed": "anyone",  # who has the link: a calendar cannot sign in
    "search": "has a role",
    # the organisation
    **dict.fromkeys(
        [
            "organisation",
            "forum_list",
            "forum",
            "mandate",
            "mandate_difference",
            "party_list",
            "party",
            "person",
            "new_here",
            "glossary",
            "meeting_list",
            "meeting",
            "meeting_minutes",
            "meeting_book",
            "yearly_wheel",
            "forum_calendar",
        ],
        "has a role",
    ),
    **dict.fromkeys(
        [
            "secretariat",
            "invitation_list",
            "edit_parties",
            "party_new",
            "edit_party",
            "party_rename",
            "party_end",
            "contact_new",
            "edit_contacts",
            "contact_end",
            "edit_people",
            "person_new",
            "edit_person",
            "person_join",
            "person_leave",
            "edit_forums",
            "forum_new",
            "edit_forum",
            "edit_lines",
            "line_end",
            "forum_end",
            "edit_seats",
            "seat_open",
            "role_add",
            "seat_register",
            "seat_appoint",
            "seat_close",
            "role_end",
            "edit_mandates",
            "mandate_new",
            "edit_mandate",
            "mandate_facts",
            "competence_edit",
            "clause_new",
            "mandate_put_in_force",
            "mandate_discard",
            "clause_edit",
            "clause_remove",
            "rule_add",
            "rule_remove",
            "edit_glossary",
            "term_new",
            "term_edit",
            "term_remove",
            "import_list",
            "export_sheet",
            "template_sheet",
            "change_inbox",
            "kept_edit",
            "parity",
            "brief_template",
            "meeting_new",
            "meeting_step",
            "year_plans",
            "year_plan",
            "rhythm_edit",
            "edit_processes",
            "process_new",
            "process_edit",
            "process_remove",
            "edit_closed",
            "closed_new",
            "closed_edit",
            "closed_remove",
            "send_invitation",
            "revoke_invitation",
            "import_job",
        ],
        "secretariat",
    ),
    "change_list": "reports for the party",
    "change_report": "reports for the party",
    "change": "reports for the party",
    "confirm_reading": "has a role",
    # meetings of a committee, which the secretariat runs
    **dict.fromkeys(
        [
            "agenda_edit",
            "agenda_add",
            "agenda_change",
            "agenda_pick",
            "agenda_standing",
            "agenda_move",
            "agenda_mend",
            "agenda_take_off",
            "forum_queue",
            "item_guest",
            "item_guest_away",
            "standing_settle",
            "meeting_hold",
            "outcome_record",
            "text_confirm",
            "positions_at_meeting",
        ],
        "secretariat",
    ),
    **dict.fromkeys(["meeting_book_order", "meeting_book_cancel"], "secretariat"),
    "meeting_book_file": "reads an open book",  # of a forum that is not open to the public
    **dict.fromkeys(["kept_list", "kept_new"], dict.fromkeys(KEPT, "secretariat")),
    # cases, and what a person keeps about them
    **dict.fromkeys(
        [
            "case_list",
            "case_list_excel",
            "saved_views",
            "saved_view_new",
            "notices_read",
            "memos_read",
        ],
        "has a role",
    ),
    "saved_view_rename": {"": "the member's own"},
    "saved_view_delete": {"": "has a role"},
    "case_register": "registers a case",
    **dict.fromkeys(
        ["case", "case_history", "case_story_pdf", "case_follow", "case_seen"], READS_CASE
    ),
    **dict.fromkeys(
        [
            "case_edit",
            "case_move",
            "document_add",
            "case_link_new",
            "brief_start",
            "anchoring_send",
            "follow_up_new",
        ],
        PREPARES_CASE,
    ),
    "case_link_away": PREPARES_AROUND,
    "case_access": dict.fromkeys(READS_CASE, "secretariat"),
    "grant_revoke": dict.fromkeys(READS_AROUND, "secretariat"),
    "history": HISTORY,
    # papers
    **dict.fromkeys(
        [
            "document",
            "document_file",
            "document_version",
            "document_copy",
            "document_page",
            "document_picture",
        ],
        READS_PAPER,
    ),
    **dict.fromkeys(
        [
            "document_version_add",
            "document_change",
            "document_withdraw",
            "document_take_in",
            "document_shield",
            "document_unshield",
            "document_redact",
        ],
        PREPARES_PAPER,
    ),
    # briefs
    **dict.fromkeys(["brief", "brief_pulse"], READS_BRIEF),
    **dict.fromkeys(
        [
            "brief_authors",
            "brief_versions",
            "brief_version",
            "brief_compare",
            "brief_import",
            "brief_round",
            "brief_round_end",
            "brief_section",
            "brief_insert",
            "brief_judge",
        ],
        WRITES_BRIEF,
    ),
    "brief_step": STEPS_OF_BRIEF,
    **dict.fromkeys(["brief_comment", "brief_answer"], COMMENTS),
    # orders between forums
    "order_list": "has a role",
    "order_new": "secretariat",
    "order": READS_ORDER,
    **dict.fromkeys(["order_answer", "order_withdraw"], MOVES_ORDER),
    # what the parties say, answer and do
    "anchoring_answer": {"draft": "prepares a draft", **FOR_THE_PARTY},
    "positions_record": SPEAKS,
    "mediation_ask": {"draft": "prepares a draft", **SPEAKS},
    **dict.fromkeys(
        ["mediation_take", "mediation_end"], dict.fromkeys(READS_AROUND, "secretariat")
    ),
    "follow_up_list": "has a role",
    **dict.fromkeys(["follow_up_finish", "follow_up_change"], FOR_THE_PARTY),
    "follow_up_drop": PREPARES_AROUND,
}


def rules() -> dict[str, dict[str, str]]:
    """Rule -> kind of person -> what they get. Raises ValueError for a row that is too short."""
    lines = [line for line in TABLE.read_text().splitlines() if line.strip()]
    width = lines[0].index("public")
    kinds = lines[0][width:].split()
    return {
        line[:width].strip(): dict(zip(kinds, line[width:].split(), strict=True))
        for line in lines[1:]
    }
