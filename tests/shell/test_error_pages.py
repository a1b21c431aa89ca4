"""When something is wrong, the page says what and what to do, in our own look."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from miljoloftet import errors, urls
from miljoloftet.http import public
from tests.factories import make_forum, make_member


@public
def broken(request):
    raise RuntimeError("broken on purpose")


@public
def bad(request):
    raise BadRequest


@public
def closed(request):
    raise PermissionDenied


urlpatterns = [
    *urls.urlpatterns,
    path("feil/500/", broken),
    path("feil/400/", bad),
    path("feil/403/", closed),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def visitor(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "code", "heading"),
    [
        ("/feil/400/", 400, "Forespørselen kan ikke leses"),
        ("/feil/403/", 403, "Du har ikke tilgang"),
        ("/finnes-ikke/", 404, "Siden finnes ikke"),
        ("/feil/500/", 500, "Noe gikk galt hos oss"),
    ],
)
def test_each_error_says_what_happened(visitor, address, code, heading):
    response = visitor.get(address)
    assert response.status_code == code
    assert f"<h1>{heading}</h1>" in text(response)
    assert 'class="wordmark"' in text(response)


def test_the_page_for_a_failure_asks_no_database(django_assert_num_queries):
    """No ``django_db`` mark: any query at all would fail the test."""
    request = RequestFactory().get("/")
    assert "Noe gikk galt hos oss" in text(errors.server_error(request))


def test_the_page_for_a_failure_follows_the_browser_not_the_visitor_before():
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    with translation.override("nn"):
        assert '<html lang="en"' in text(errors.server_error(request))


@pytest.mark.django_db
def test_a_member_who_is_lost_still_has_the_menu(visitor):
    visitor.force_login(make_member(make_forum()))
    assert "Min side" in text(visitor.get("/finnes-ikke/"))


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words(settings):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sprak/", {"language": "nn"})
    assert response.status_code == 403
    assert "Skjemaet må sendes på nytt" in text(response)


@pytest.mark.django_db
def test_too_many_attempts_are_told_to_wait(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    response = errors.too_many(request)
    assert response.status_code == 429
    assert "Vent noen minutter" in text(response)


def test_sign_in_finds_the_page_for_too_many_attempts():
    assert urls.handler429 == "miljoloftet.errors.too_many"
