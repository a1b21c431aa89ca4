"""Who may open what: the table to read is expectations.txt; here each address has its rule.

``yes`` is answered, ``in`` is sent to sign in, ``no`` is told that it is not theirs (403), and
``--`` is told that there is no such thing (404): a signed-in person who may not see a case cannot
learn that it exists. What a form then asks for is another matter; here it is only who gets there.
"""

from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")

# Address name -> its rule, or one for each object that it is tried with (see things.py).
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
READS_PAPER = {
    "draft": "reads a draft",
    "open": "reads an open case",
    "exempt": "reads an exempt case",
    "exempt paper": "reads an exempt paper",
}
PREPARES_PAPER = {
    "draft": "prepares a draft",
    "open": "prepares an open case",
    "exempt": "prepares an exempt one",
    "exempt paper": "prepares an exempt one",
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
            "kept_list",
            "kept_new",
            "kept_edit",
            "meeting_new",
            "meeting_step",
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
            "agenda_move",
            "agenda_take_off",
            "meeting_hold",
            "outcome_record",
            "text_confirm",
        ],
        "secretariat",
    ),
    # cases
    "case_list": "has a role",
    "case_register": "registers a case",
    "case": READS_CASE,
    "case_history": READS_CASE,
    "case_story_pdf": READS_CASE,
    "history": READS_CASE,
    "case_edit": PREPARES_CASE,
    "case_move": PREPARES_CASE,
    "document_add": PREPARES_CASE,
    "document": READS_PAPER,
    "document_version": READS_PAPER,
    "document_version_add": PREPARES_PAPER,
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
