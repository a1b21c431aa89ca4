"""The story of a case as a PDF that everyone who may see the case can read."""

from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from cases.registering import register_case
from cases.routing import put_forward
from forums.models import Act
from tests.factories import (
    make_forum,
    make_kind,
    make_mandate,
    make_member,
    make_party,
    make_secretary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    forum = make_forum("Utvalget")
    make_mandate(forum, Act.PREPARE, Act.RECOMMEND)
    secretary = make_secretary("Solveig Strandlie")
    return register_case(
        by=secretary,
        title="Sykkelvei til Ønskedalen",
        summary="Hva saken gjelder.",
        kind=make_kind(),
        owner=make_party(),
        officer=secretary,
        forum=forum,
    )


def pdf_for(client: Client, user, case) -> pikepdf.Pdf:
    client.force_login(user)
    response = client.get(f"/saker/{case.year}/{case.sequence}/saksgang.pdf")
    assert response.headers["Content-Disposition"].startswith("attachment")
    return pikepdf.open(BytesIO(response.content))


def test_the_pdf_is_tagged_and_has_language_and_title(client: Client, case) -> None:
    pdf = pdf_for(client, case.officer, case)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "nb"
    assert "Ønskedalen" in str(pdf.docinfo.Title)


def test_a_reader_may_take_the_story_once_the_case_is_put_forward(client: Client, case) -> None:
    put_forward(case, by=case.officer)
    assert len(pdf_for(client, make_member(make_forum()), case).pages) >= 1


def test_an_outsider_cannot_learn_that_a_draft_exists(client: Client, case) -> None:
    client.force_login(make_member(make_forum()))
    assert client.get(f"/saker/{case.year}/{case.sequence}/saksgang.pdf").status_code == 404
