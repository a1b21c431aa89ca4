"""What the site hands to the worker is done, by real processes on either broker."""

import re
from datetime import timedelta

import pytest
import requests
from celery.beat import PersistentScheduler
from django.conf import settings

from forums import groups
from forums.clock import now, today
from forums.models import Membership, User
from miljoloftet.celery import app
from tests.factories import make_forum, make_member, make_secretary, make_user
from tests.journeys.conftest import session_of
from tests.live.conftest import Letters
from tests.live.site import Site

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/sekretariat/invitasjoner/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def send(site: Site, page: str, to: str, user: User | None = None, **form: str) -> None:
    """Fill in a form of ``page`` in the running site."""
    with requests.Session() as browser:
        if user is not None:
            browser.cookies.set(settings.SESSION_COOKIE_NAME, session_of(user))
        token = TOKEN.search(browser.get(site.address + page, timeout=20).text)
        assert token, f"{page} has no form"
        form = {"csrfmiddlewaretoken": token[1], **form}
        browser.post(site.address + to, form, timeout=20).raise_for_status()


def invite(site: Site) -> User:
    person = make_user("Iselin Nymorgen", password=None)
    send(site, LIST, f"{LIST}{person.pk}/send/", make_secretary())
    return person


def test_what_was_asked_for_while_no_worker_ran_is_done_when_one_comes(
    site: Site, letters: Letters, request: pytest.FixtureRequest
) -> None:
    user = make_user()
    send(site, "/konto/password/reset/", "/konto/password/reset/", email=user.email)
    request.getfixturevalue("worker")
    assert site.eventually(letters, "The letter")[0]["To"] == user.email


def test_the_worker_mails_an_invitation_whose_link_works(
    site: Site, worker, letters: Letters
) -> None:
    person = invite(site)
    letter = site.eventually(letters, "The letter")[0]
    text = letter.get_body(("plain",)).get_content()
    link = re.search(r"http\S+/invitasjon/\S+", text)
    assert letter["To"] == person.email and link
    assert "Iselin Nymorgen" in requests.get(link[0], timeout=20).text


def missed_a_night(site: Site) -> None:
    """Leave the schedule as after a night when everything was off."""
    scheduler = PersistentScheduler(app, schedule_filename=str(site.folder / "celerybeat-schedule"))
    for entry in scheduler.schedule.values():
        entry.last_run_at = now() - timedelta(days=2)
    scheduler.close()


def test_groups_follow_memberships_by_themselves_also_after_a_night_off(site, worker) -> None:
    member = make_member(make_forum())
    Membership.objects.filter(user=member).update(end=today() - timedelta(days=1))
    missed_a_night(site)
    site.start("beat")
    try:
        site.eventually(lambda: not groups.actual([member.pk]), "Leaving the groups")
    finally:
        # Beat asked for all that is due: none of it may be at work when the rows are removed.
        site.stop("beat", "worker")
