"""The back room: everything of forums/ can be looked up, with its history; nothing is changed.

Changes go through the actions, which judge them, move the rights and say who and why.
"""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from forums.models import (
    Affiliation,
    Attendance,
    CalendarFeed,
    ClosedPeriod,
    Forum,
    ForumLine,
    GlossaryTerm,
    ImportJob,
    Invitation,
    Mandate,
    MandateClause,
    MandateReading,
    MandateRule,
    Meeting,
    MeetingRhythm,
    Membership,
    Party,
    PartyContact,
    PartyName,
    PartyTask,
    RepresentativeChange,
    Seat,
    User,
    YearlyProcess,
)


class ReadOnly(admin.ModelAdmin[Any]):
    """The back room shows only what is registered with this (see forums/back_room.py)."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # Whoever may enter the back room may look at everything in it.
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)


class Tracked(ReadOnly, SimpleHistoryAdmin):  # type: ignore[misc]  # untyped library
    """The same, with the versions of each row."""

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The library hides the button, but would still save what is sent here.
        if request.method != "GET":
            raise PermissionDenied
        return cast(HttpResponse, super().history_form_view(request, *args, **kwargs))

    history_form_view.audience = "secretariat"  # type: ignore[attr-defined]


@admin.register(Party)
class PartyAdmin(Tracked):
    list_display = ["name", "short_name", "kind", "is_signatory", "start", "end"]
    list_filter = ["kind", "is_signatory"]
    search_fields = ["name", "short_name"]


@admin.register(User)
class UserAdmin(Tracked):
    exclude = ["password", "user_permissions"]
    list_display = ["name", "title", "email", "is_active", "is_staff", "is_superuser"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["name", "email", "title"]


@admin.register(Forum)
class ForumAdmin(Tracked):
    list_display = ["name", "kind", "level", "is_public", "start", "end"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name"]


@admin.register(ForumLine)
class LineAdmin(Tracked):
    list_display = ["from_forum", "kind", "to_forum", "start", "end"]
    list_filter = ["kind"]
    list_select_related = ["from_forum", "to_forum"]


@admin.register(Mandate)
class MandateAdmin(Tracked):
    list_display = ["title", "forum", "version", "status", "start", "end"]
    list_filter = ["status", "forum"]
    list_select_related = ["forum"]
    search_fields = ["title"]


@admin.register(MandateClause)
class ClauseAdmin(Tracked):
    list_display = ["number", "heading", "mandate"]
    list_select_related = ["mandate"]
    search_fields = ["heading", "text"]


@admin.register(MandateRule)
class RuleAdmin(Tracked):
    list_display = ["kind", "value", "clause", "reports_to"]
    list_select_related = ["clause", "reports_to"]


@admin.register(Seat)
class SeatAdmin(Tracked):
    list_display = ["forum", "party", "number", "is_chair", "start", "end"]
    list_filter = ["forum", "party"]
    list_select_related = ["forum", "party"]


@admin.register(Membership)
class MembershipAdmin(Tracked):
    list_display = ["user", "role", "forum", "party", "start", "end"]
    list_filter = ["role", "forum", "party"]
    list_select_related = ["user", "forum", "party"]
    search_fields = ["user__name", "user__email"]


@admin.register(Affiliation, PartyContact)
class PersonInPartyAdmin(Tracked):
    list_display = ["user", "party", "start", "end"]
    list_filter = ["party"]
    list_select_related = ["user", "party"]
    search_fields = ["user__name", "user__email"]


@admin.register(RepresentativeChange)
class ChangeAdmin(Tracked):
    list_display = ["party", "seat", "role", "user", "new_name", "status", "reported_at"]
    list_filter = ["status", "party"]
    list_select_related = ["party", "user", "seat__forum", "seat__party"]


@admin.register(PartyTask)
class TaskAdmin(Tracked):
    list_display = ["party", "kind", "seat", "due_on", "closed_on"]
    list_select_related = ["party", "seat__forum", "seat__party"]


@admin.register(Meeting)
class MeetingAdmin(Tracked):
    list_display = ["__str__", "starts_at", "status"]
    list_filter = ["status", "forum"]
    list_select_related = ["forum"]


@admin.register(MeetingRhythm)
class RhythmAdmin(Tracked):
    list_display = ["forum", "kind", "starts", "minutes"]
    list_select_related = ["forum"]


@admin.register(ClosedPeriod)
class ClosedPeriodAdmin(Tracked):
    list_display = ["name", "start", "end", "repeats"]


@admin.register(YearlyProcess)
class YearlyProcessAdmin(Tracked):
    list_display = ["name", "forum", "from_month", "from_day", "to_month", "to_day"]
    list_filter = ["forum"]
    list_select_related = ["forum"]


@admin.register(CalendarFeed)
class FeedAdmin(ReadOnly):
    list_display = ["user", "forum", "made_at"]
    list_select_related = ["user", "forum"]
    search_fields = ["user__name"]


@admin.register(Attendance)
class AttendanceAdmin(Tracked):
    list_display = ["user", "meeting", "party", "capacity"]
    list_select_related = ["user", "meeting__forum", "party"]
    search_fields = ["user__name"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    exclude = ["token_hash"]
    list_display = ["user", "invited_by", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_select_related = ["user", "invited_by"]
    search_fields = ["user__name", "user__email"]


@admin.register(MandateReading)
class ReadingAdmin(ReadOnly):
    list_display = ["user", "mandate", "confirmed_at"]
    list_select_related = ["user", "mandate"]


@admin.register(ImportJob)
class ImportAdmin(ReadOnly):
    list_display = ["filename", "kind", "state", "created_by", "created_at"]
    list_select_related = ["created_by"]


@admin.register(GlossaryTerm)
class TermAdmin(Tracked):
    list_display = ["term", "full_form", "is_abbreviation", "is_essential"]
    search_fields = ["term", "full_form", "explanation"]


@admin.register(PartyName)
class PartyNameAdmin(Tracked):
    list_display = ["name", "party", "start", "end"]
    list_select_related = ["party"]
