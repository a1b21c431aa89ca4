"""The back room: everything of cases/ can be looked up, nothing can be changed."""

from django.contrib import admin

from cases.models import (
    AgendaItem,
    Case,
    CaseGrant,
    CaseKind,
    Document,
    DocumentOpening,
    LegalGround,
    Route,
    RoutingEvent,
    Treatment,
    Weighing,
)
from forums.admin import ReadOnly


@admin.register(Case)
class CaseAdmin(ReadOnly):
    list_display = ["number", "title", "status", "forum", "owner"]
    list_filter = ["status", "forum", "year"]
    list_select_related = ["forum", "owner"]
    search_fields = ["title", "summary"]


@admin.register(RoutingEvent)
class EventAdmin(ReadOnly):
    list_display = ["case", "sequence", "kind", "at", "by"]
    list_select_related = ["case", "by"]


@admin.register(Treatment)
class TreatmentAdmin(ReadOnly):
    list_display = ["case", "forum", "role", "state", "outcome"]
    list_select_related = ["case", "forum"]


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ["title", "kind", "case"]
    list_select_related = ["case"]


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnly):
    list_display = ["__str__", "meeting", "purpose", "outcome"]
    list_select_related = ["meeting__forum", "treatment__case"]


@admin.register(Route)
class RouteAdmin(ReadOnly):
    list_display = ["from_forum", "to_forum", "role", "released_by", "is_active"]
    list_select_related = ["from_forum", "to_forum", "released_by"]


admin.site.register([CaseGrant, CaseKind, DocumentOpening, LegalGround, Weighing], ReadOnly)
