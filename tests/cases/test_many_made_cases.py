"""``manage.py make_cases``: what the benchmarks measure with is as whole as real cases."""

import pytest
from django.core.management import CommandError, call_command

from cases.demo import Loaded
from cases.models import Case, CaseGroupPermission, Document
from cases.permissions import follow_route

A_BATCH = 300


def test_made_cases_are_whole(demo: Loaded) -> None:
    before = Case.objects.count()
    call_command("make_cases", str(A_BATCH))
    assert Case.objects.count() == before + A_BATCH
    call_command("verify_history")
    call_command("rebuild_search", check=True)


def test_some_made_papers_are_exempt_and_say_what_the_public_may_know(demo: Loaded) -> None:
    call_command("make_cases", str(A_BATCH))
    exempt = Document.objects.exclude(exempt_ground=None)
    assert exempt.exists()
    assert not exempt.filter(public_title="").exists()


def test_their_rights_are_those_that_their_way_gives(demo: Loaded) -> None:
    call_command("make_cases", str(A_BATCH))
    before = set(CaseGroupPermission.objects.values_list("pk", flat=True))
    for case in Case.objects.exclude(status="draft").order_by("-pk")[:A_BATCH]:
        follow_route(case)
    assert set(CaseGroupPermission.objects.values_list("pk", flat=True)) == before


def test_nothing_is_made_up_in_service(demo: Loaded, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never made in service"):
        call_command("make_cases", "1")
