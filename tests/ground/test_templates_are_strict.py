"""A variable that nobody gave a template fails the test, as people would miss it on the page."""

import pytest
from django.template import Context, Origin, Template, engines

from forums.models import User
from tests.strict_templates import UndefinedVariable


class Alone:
    """Points at somebody who is not there, as a one-to-one relation may."""

    name = "Kari"

    @property
    def other(self) -> User:
        raise User.DoesNotExist


def write(text: str) -> str:
    return engines["django"].from_string(text).render({"person": Alone()})


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ person.nickname }}",
        "{{ missing|default:'–' }}",
        "{% with x=missing %}{% endwith %}",
        "{% blocktranslate %}Hei {{ missing }}{% endblocktranslate %}",
        "{% blocktranslate with name=person.nickname %}Hei {{ name }}{% endblocktranslate %}",
    ],
)
def test_a_name_that_nobody_gave_fails(text: str) -> None:
    with pytest.raises(UndefinedVariable, match="is not there"):
        write(text)


@pytest.mark.parametrize(
    "text", ["{% if missing %}a{% endif %}", "{% for x in missing %}a{% endfor %}"]
)
def test_asking_whether_it_is_there_is_allowed(text: str) -> None:
    assert write(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "{{ person.other }}",
        "{{ person.other.name }}",
        "{% if person.other %}a{% endif %}",
        "{{ person.other|default:'' }}",
    ],
)
def test_a_relation_that_points_at_nobody_is_empty_as_on_the_page(text: str) -> None:
    assert write(text) == ""


def test_other_packages_templates_are_their_own() -> None:
    engine = engines["django"].engine
    theirs = Template("{{ missing }}", Origin("/usr/lib/package/page.html"), engine=engine)
    assert theirs.render(Context()) == ""
