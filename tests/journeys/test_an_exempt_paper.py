"""A paper is kept back after it was weighed; others get the public title and a redacted copy.

The members of the forums on the case's way read the original, and each opening is written down.
"""

from collections.abc import Callable

import pytest

from cases import preparing
from cases.models import Case, Document, DocumentVersion, LegalGround
from tests.cases.papers import a_pdf
from tests.journeys.people import Person, forum, put_forward, register

TITLE = "Innleie av ekstra busser til vinteren"
REAL, PUBLIC = "Tilbud fra Fjelltur Buss", "Tilbud fra en leverandør"
GROUND = "offl. § 23 første ledd"
WEIGHED = "Prisen er forretning for den som tilbyr. Resten av tilbudet gis ut."
SECRET = "Kilometerprisen er niogtjue kroner."

AtScreen = Callable[..., Person]


@pytest.fixture
def case(at_screen: AtScreen) -> Case:
    officer = at_screen("saksbehandler")
    found = register(officer, forum("kollektiv"), TITLE)
    put_forward(officer, found)
    return found


def upload(officer: Person, case: Case) -> Document:
    """Kept back from the start; the form asks for what was weighed before it takes the paper."""
    officer.opens(case)
    officer.click("Legg til dokumenter")
    officer.choose("Hva slags dokument er det?", "attachment")
    officer.fill("Hva heter det?", REAL)
    officer.choose("Unntatt offentlighet etter", str(LegalGround.objects.get(citation=GROUND).pk))
    officer.fill("Offentlig tittel", PUBLIC)
    officer.attach("tilbud.pdf", a_pdf(SECRET), "application/pdf")
    officer.send()
    officer.sees("Skriv hva dere vurderte")
    officer.fill("Hva vurderte dere om å gi ut likevel (merinnsyn)?", WEIGHED)
    officer.attach("tilbud.pdf", a_pdf(SECRET), "application/pdf")
    officer.send()
    officer.sees(REAL)
    return Document.objects.get(title=REAL)


def redact(officer: Person, document: Document) -> None:
    officer.page.goto(document.get_absolute_url())
    officer.click("Legge til sladdet kopi")
    officer.attach("fjelltur-sladdet.pdf", a_pdf("Prisen er tatt bort."), "application/pdf")
    officer.send()
    officer.sees("De kan lese den sladdede kopien.")


def the_worker_runs() -> None:
    for version in DocumentVersion.objects.filter(document__case__title=TITLE):
        preparing.prepare(version.pk)


def search(person: Person, words: str) -> None:
    person.page.goto("/sok/")
    person.page.locator("#q").fill(words)
    person.page.locator("#q").press("Enter")


def test_a_kept_paper_and_its_redacted_copy(at_screen: AtScreen, axe, case: Case) -> None:
    officer = at_screen("saksbehandler")
    document = upload(officer, case)
    redact(officer, document)
    the_worker_runs()

    member = at_screen("faggruppeleder")
    member.opens(case)
    member.click(REAL)
    member.sees(WEIGHED)
    assert axe(member.page) == []
    with member.page.expect_download() as taken:
        member.click("Last ned", exact=False)
    assert taken.value.suggested_filename == "tilbud.pdf"
    search(member, "Kilometerprisen")
    member.sees(REAL)

    reader = at_screen("styringsgruppe")
    reader.opens(case)
    for words in (PUBLIC, f"nntatt offentlighet, jf. {GROUND}"):
        reader.sees(words)
    reader.does_not_see(REAL)
    assert axe(reader.page) == []
    reader.click("Sladdet kopi", exact=False)
    reader.sees(PUBLIC)
    reader.does_not_see(REAL)
    assert axe(reader.page) == []
    assert reader.page.goto(document.get_absolute_url()).status == 404
    for words in ("Kilometerprisen", "Fjelltur"):
        search(reader, words)
        reader.does_not_see(REAL)
        reader.sees(f"Ingen treff på «{words}».")

    officer.page.goto(document.get_absolute_url())
    log = officer.main.get_by_role("region", name="Hvem som har åpnet det")
    opened = log.get_by_role("row").filter(has_text=member.user.name)
    assert opened.count() == 2
    assert log.get_by_role("row").filter(has_text=reader.user.name).count() == 0
    assert axe(officer.page) == []
