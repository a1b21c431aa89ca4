"""Input for meetings: when and where, why cancelled, and who was there."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.attendance import Expected, ExpectedSeat, Presence
from forums.clash_forms import ClashForm
from forums.clock import today
from forums.models import Forum, Meeting, Membership, Role
from forums.permissions import Someone, forums_to_run, visible_to

NOBODY = "-"
# Those who are expected to be there without a seat; observers and leader support are asked for.
EXPECTED_WITHOUT_SEAT = (Role.LEADER, Role.SECRETARY)


class MeetingForm(ClashForm):
    """When and where; the times are Oslo's."""

    day = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    starts = forms.TimeField(label=_("Begynner"), widget=forms.TimeInput)
    ends = forms.TimeField(label=_("Slutter"), widget=forms.TimeInput)
    place = forms.CharField(
        label=_("Sted"),
        required=False,
        max_length=Meeting._meta.get_field("place").max_length,
    )
    video_link = forms.URLField(
        label=_("Lenke til videomøte"), required=False, assume_scheme="https"
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < today() and day != self.initial.get("day"):
            raise forms.ValidationError(_("Dagen er passert. Velg en dag som kommer."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Møtet må slutte etter at det begynner."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {
            "starts_at": _moment(data["day"], data["starts"]),
            "ends_at": _moment(data["day"], data["ends"]),
            "place": data["place"],
            "video_link": data["video_link"],
        }


class PlanForm(MeetingForm):
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Hvilket forum skal møtes?"), to_field_name="slug"
    )
    field_order = ["forum", "day", "starts", "ends"]

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["forum"]
        field.queryset = forums_to_run(user, Forum.objects.current())  # type: ignore[attr-defined]

    def chosen(self) -> Forum:
        forum: Forum = self.cleaned_data["forum"]
        return forum


class ChangeForm(MeetingForm):
    why = forms.CharField(
        label=_("Hvorfor endres møtet?"),
        required=False,
        max_length=300,
        help_text=_("Står i endringsloggen."),
    )


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Hvorfor avlyses møtet?"),
        max_length=Meeting._meta.get_field("cancelled_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MeetingFilter(forms.Form):
    """The meeting list's filters, kept in the address."""

    forum = forms.ModelChoiceField(
        Forum.objects.none(),
        label=_("Forum"),
        required=False,
        to_field_name="slug",
        empty_label=_("Alle"),
    )
    year = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, user: Someone, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = visible_to(user, Forum.objects.all())  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("Alle")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


class AttendanceForm(forms.Form):
    """Seat by seat who came, and the others; prefilled from the memberships of that day."""

    def __init__(self, *args: Any, expected: Expected, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.people = {
            str(row.pk): row
            for row in [*(m for seat in expected.seats for m in seat.people), *expected.others]
        }
        self.present = {(row.user_id, row.capacity): row for row in expected.attendances}
        for seat in expected.seats:
            self.fields[f"seat_{seat.seat.pk}"] = self._seat_field(seat)
        if expected.others:
            self.fields["others"] = forms.MultipleChoiceField(
                label=_("Andre som var til stede, uten plass"),
                choices=[(str(row.pk), _who(row)) for row in expected.others],
                initial=[str(row.pk) for row in expected.others if self._is_here(row)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def presences(self) -> list[Presence]:
        """Those who were there, with the times that were recorded before."""
        data = self.cleaned_data
        seated = [pk for name, pk in data.items() if name != "others" and pk != NOBODY]
        rows = [self.people[pk] for pk in [*seated, *data.get("others", [])]]
        return [self._presence(row) for row in rows]

    def _presence(self, row: Membership) -> Presence:
        before = self.present.get((row.user_id, row.role))
        return Presence(row, before.arrived_at, before.left_at) if before else Presence(row)

    def _seat_field(self, seat: ExpectedSeat) -> forms.ChoiceField:
        label = seat.seat.party.name
        return forms.ChoiceField(
            label=f"{label} {seat.seat.number}" if self._has_more(seat) else label,
            choices=[*((str(row.pk), _who(row)) for row in seat.people), (NOBODY, _("Ingen"))],
            initial=next((str(row.pk) for row in seat.people if self._is_here(row)), NOBODY),
            widget=forms.RadioSelect,
        )

    def _has_more(self, seat: ExpectedSeat) -> bool:
        same = [row for row in self.expected.seats if row.seat.party_id == seat.seat.party_id]
        return len(same) > 1

    def _is_here(self, row: Membership) -> bool:
        if self.expected.attendances:
            return (row.user_id, row.role) in self.present
        seated = row.seat_id is not None and row.role != Role.DEPUTY
        return seated or row.role in EXPECTED_WITHOUT_SEAT


def times_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": meeting.place,
        "video_link": meeting.video_link,
    }


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _who(row: Membership) -> str:
    role = capfirst(str(row.get_role_display()))
    return f"{row.user.name} ({role.lower()})"
