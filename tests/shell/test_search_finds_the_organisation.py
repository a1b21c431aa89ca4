"""The search finds forums, parties, people, meetings and words, however they are written."""

import pytest

from forums.finders import find_forums, find_meetings, find_parties, find_people, find_words
from forums.models import GlossaryTerm, PartyName
from tests.factories import LONG_AGO, make_forum, make_meeting, make_member, make_party, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return make_member(make_forum())


def titles(hits) -> list[str]:
    return [hit.title for hit in hits]


def test_a_forum_is_found_by_its_abbreviation(reader):
    make_forum("Arbeidsutvalget", short_name="AU")
    assert titles(find_forums(reader, "au", 9)) == ["Arbeidsutvalget"]


def test_small_and_large_norwegian_letters_are_the_same(reader):
    make_party("Øygarden kommune")
    assert titles(find_parties(reader, "øygarden", 9)) == ["Øygarden kommune"]
    assert titles(find_parties(reader, "ØYGARDEN", 9)) == ["Øygarden kommune"]


def test_a_party_is_found_once_by_the_name_it_had(reader):
    party = make_party("Statsforvalteren")
    PartyName.objects.create(party=party, name="Fylkesmannen", start=LONG_AGO)
    assert titles(find_parties(reader, "fylkesmannen", 9)) == ["Statsforvalteren"]


def test_a_person_is_found_by_any_of_the_names_with_the_party_beside(reader):
    make_user("Kari Prøve Nordmann", party=make_party("Alver kommune"))
    (hit,) = find_people(reader, "nordmann kari", 9)
    assert (hit.title, hit.context) == ("Kari Prøve Nordmann", "Alver kommune")


def test_a_meeting_is_found_by_its_forum(reader):
    make_meeting(make_forum("Arbeidsutvalget", short_name="AU"))
    (hit,) = find_meetings(reader, "AU", 9)
    assert hit.title.startswith("AU 1/")


def test_a_word_is_found_by_what_it_means(reader):
    GlossaryTerm.objects.create(
        term="AKG", full_form="Koordineringsgruppe", explanation="En gruppe."
    )
    assert titles(find_words(reader, "koordinering", 9)) == ["AKG"]


def test_one_without_a_role_finds_nothing_in_any_of_them():
    nobody = make_user("Kari")
    finders = (find_forums, find_meetings, find_parties, find_people, find_words)
    assert [find(nobody, "k", 9) for find in finders] == [[], [], [], [], []]
