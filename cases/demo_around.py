"""The demo's steps around a case: sent and merged, linked, ordered, followed, kept back."""

from typing import TYPE_CHECKING

from cases import documents, grants, links, merging, orders, readers, routing, shielding
from cases.demo_papers import paper
from cases.models import LegalGround, LinkKind, OpenedHow, Order, OrderState
from forums.demo_file import Row

if TYPE_CHECKING:
    from cases.demo_cases import CaseStory

LINKS = {str(label): value for value, label in LinkKind.choices}
OPENED = {str(how.label): how for how in OpenedHow}


def send(told: "CaseStory", row: Row) -> None:
    to = told.forum(row["til"])
    routing.send_case(told.case, to, by=told.person(row["av"]), reason=row["fordi"])


def merge(told: "CaseStory", row: Row) -> None:
    into = told.other(row["med"])
    merging.merge_case(told.case, into, by=told.person(row["av"]), reason=row["fordi"])


def link(told: "CaseStory", row: Row) -> None:
    links.link_cases(
        told.case,
        told.other(row["med"]),
        by=told.person(row["av"]),
        kind=LINKS[row["slag"]],
        why=row["fordi"],
    )


def order(told: "CaseStory", row: Row) -> None:
    orders.place_order(
        told.forum(row["fra"]),
        told.forum(row["hos"]),
        by=told.person(row["av"]),
        what=row["hva"],
        why=row["fordi"],
        due=row["innen"],
        case=told.case,
    )


def answer_order(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    orders.answer_order(_open_order(told, row), by=by, answer=row["svar"])


def withdraw_order(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    orders.withdraw_order(_open_order(told, row), by=by, reason=row["fordi"])


def follow(told: "CaseStory", row: Row) -> None:
    for key in row["hvem"]:
        readers.follow(told.case, by=told.person(key))


def add_redacted_copy(told: "CaseStory", row: Row) -> None:
    original = told.document(row["av dokument"])
    file = paper(row["fil"], original.public_title, row)
    documents.add_redacted_copy(original, by=told.person(row["av"]), file=file)


def withdraw_document(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    documents.withdraw_document(told.document(row["dokument"]), by=by, why=row["fordi"])


def take_in_again(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    documents.take_in_again(told.document(row["dokument"]), by=by, why=row["fordi"])


def shield(told: "CaseStory", row: Row) -> None:
    shielding.shield_document(
        told.document(row["dokument"]),
        LegalGround.objects.get(citation=row["hjemmel"]),
        by=told.person(row["av"]),
        public_title=row["offentlig tittel"],
        considered=row.get("merinnsyn", ""),
    )


def open_document(told: "CaseStory", row: Row) -> None:
    version = told.document(row["dokument"]).versions.latest("number")
    shielding.note_opening(version, told.person(row["av"]), OPENED[row["hvordan"]])


def unshield(told: "CaseStory", row: Row) -> None:
    by = told.person(row["av"])
    shielding.unshield_document(told.document(row["dokument"]), by=by, why=row["fordi"])


def give_access(told: "CaseStory", row: Row) -> None:
    grants.give_grant(
        told.case,
        told.person(row["til"]),
        by=told.person(row["av"]),
        why=row["fordi"],
        end=row["til dato"],
    )


def _open_order(told: "CaseStory", row: Row) -> Order:
    rows = Order.objects.filter(case=told.case, to_forum=told.forum(row["hos"]))
    return rows.filter(state=OrderState.OPEN).latest("pk")
