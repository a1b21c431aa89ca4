"""Status is a word with a shape, never a colour alone."""

import pytest
from django.apps import apps

from cases.models import CaseStatus, Outcome, TreatmentState
from forums.models import ChangeStatus, ImportState, MandateStatus, MeetingStatus
from miljoloftet.status import DRAWINGS, SHAPES
from miljoloftet.templatetags.site import status

KINDS = (
    CaseStatus,
    ChangeStatus,
    ImportState,
    MandateStatus,
    MeetingStatus,
    Outcome,
    TreatmentState,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_has_its_own_row(kind):
    assert [value for value in kind.values if value not in SHAPES] == []


def test_every_shape_can_be_drawn():
    assert {shape for shape, _tone in SHAPES.values()} <= DRAWINGS.keys()


def test_every_status_field_of_our_models_is_covered():
    ours = [m for m in apps.get_models() if m._meta.app_label in {"forums", "cases"}]
    fields = [f for m in ours for f in m._meta.fields if f.name in {"status", "state", "outcome"}]
    values = {value for f in fields for value, _label in f.choices or () if value}
    assert values <= SHAPES.keys()


def test_the_word_stands_beside_a_shape_that_screen_readers_skip():
    shown = status("held", "holdt")
    assert shown.endswith("</svg>Holdt</span>")
    assert 'aria-hidden="true"' in shown


def test_the_word_is_escaped():
    assert "<b>" not in status("held", "<b>")
