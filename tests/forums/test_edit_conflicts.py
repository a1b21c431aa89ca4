"""Two people edited the same thing: the second is told what, and loses nothing."""

import pytest
from django.urls import reverse

from cases.models import CaseKind
from forums import organisation
from forums.conflicts import Conflict, require_unchanged, version_of
from forums.models import Party
from tests.factories import make_forum, make_kind, make_mandate, make_party, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return make_secretary("Sivert Først")


@pytest.fixture
def second():
    return make_secretary("Astrid Etterpå")


def form_of(party: Party, **values: object) -> dict[str, object]:
    return {
        "name": party.name,
        "short_name": party.short_name,
        "kind": party.kind,
        "website": "",
        "organisation_number": "",
        "is_signatory": "on",
        "seen": version_of(party),
        **values,
    }


def test_the_difference_says_who_what_before_and_now(first):
    party = make_party("Alver")
    seen = version_of(party)
    organisation.change_party(party, by=first, kind="county")
    party.refresh_from_db()
    with pytest.raises(Conflict, match="Sivert Først endret dette mens du skrev") as caught:
        require_unchanged(party, seen, ["name", "kind"])
    row = caught.value.differences[0]
    assert (row.label, row.then, row.now) == ("type part", "kommune", "fylkeskommune")


def test_a_change_of_something_else_is_no_conflict(first):
    party = make_party()
    seen = version_of(party)
    organisation.change_party(party, by=first, website="https://ny.no")
    party.refresh_from_db()
    require_unchanged(party, seen, ["name"])


def test_the_page_shows_the_difference_and_keeps_what_was_typed(client, first, second):
    party = make_party("Alver")
    typed = form_of(party, name="Alver heter noe annet")
    organisation.change_party(party, by=first, name="Alver kommune")
    client.force_login(second)
    html = client.post(reverse("edit_party", args=[party.slug]), typed).content.decode()
    assert "Sivert Først endret parten mens du skrev (navn)" in html
    assert "Dette ble endret mens du skrev" in html
    assert "<strong>Alver kommune</strong>" in html
    assert 'value="Alver heter noe annet"' in html
    party.refresh_from_db()
    assert party.name == "Alver kommune"


def test_saving_once_more_is_a_knowing_choice(client, first, second):
    party = make_party("Alver")
    typed = form_of(party, name="Mitt navn")
    organisation.change_party(party, by=first, name="Alver kommune")
    client.force_login(second)
    url = reverse("edit_party", args=[party.slug])
    page = client.post(url, typed)
    again = {**typed, "seen": page.context["form"].data["seen"]}
    assert client.post(url, again).status_code == 302
    party.refresh_from_db()
    assert party.name == "Mitt navn"


def test_the_same_form_sent_twice_is_saved_once(client, first):
    party = make_party("Alver")
    typed = form_of(party, name="Alver kommune")
    client.force_login(first)
    for _click in range(2):
        assert client.post(reverse("edit_party", args=[party.slug]), typed).status_code == 302
    assert party.history.count() == 2


def test_kinds_of_cases_are_guarded_too(client, first, second):
    kind = make_kind("Samarbeidssak")
    typed = {"name": "Fra to", "description": "", "position": 0, "seen": version_of(kind)}
    url = reverse("kept_edit", args=["sakstyper", kind.pk])
    client.force_login(first)
    client.post(url, {**typed, "name": "Fra en"})
    client.force_login(second)
    html = client.post(url, typed).content.decode()
    assert "<strong>Fra en</strong>" in html
    assert 'value="Fra to"' in html
    assert CaseKind.objects.get().name == "Fra en"


def test_a_clause_of_a_draft_is_guarded(client, first, second):
    forum = make_forum()
    make_mandate(forum)
    client.force_login(first)
    client.post(reverse("mandate_new", args=[forum.slug]))
    clause = forum.mandates.get(status="draft").clauses.get()
    typed = {"number": "1", "heading": "H", "seen": version_of(clause)}
    url = reverse("clause_edit", args=[clause.pk])
    client.post(url, {**typed, "text": "Teksten til den første"})
    client.force_login(second)
    html = client.post(url, {**typed, "text": "Teksten til den andre"}).content.decode()
    assert "<strong>Teksten til den første</strong>" in html
    assert "Teksten til den andre</textarea>" in html
