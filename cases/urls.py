"""Addresses of cases/."""

from django.urls import URLPattern, path, re_path

from cases.views import (
    agenda,
    case,
    case_list,
    documents,
    facts,
    holding,
    home,
    moves,
    search,
    ways,
)

KEPT = "(?P<what>saksveier|sakstyper|hjemler)"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("sok/", search.search_page, name="search"),
    # cases and their way
    path("saker/", case_list.case_list, name="case_list"),
    path("saker/ny/", facts.case_register, name="case_register"),
    path("saker/dokument/<int:pk>/", documents.document, name="document"),
    path(
        "saker/dokument/<int:pk>/versjon/<int:number>/",
        documents.document,
        name="document_version",
    ),
    path(
        "saker/dokument/<int:pk>/ny-versjon/",
        documents.document_version_add,
        name="document_version_add",
    ),
    path("saker/<int:year>/<int:sequence>/", case.case, name="case"),
    path("saker/<int:year>/<int:sequence>/historikk/", case.history, name="case_history"),
    path("saker/<int:year>/<int:sequence>/rediger/", facts.case_edit, name="case_edit"),
    path("saker/<int:year>/<int:sequence>/flytt/<slug:move>/", moves.case_move, name="case_move"),
    path(
        "saker/<int:year>/<int:sequence>/dokumenter/nytt/",
        documents.document_add,
        name="document_add",
    ),
    re_path(rf"^sekretariat/{KEPT}/$", ways.kept_list, name="kept_list"),
    re_path(rf"^sekretariat/{KEPT}/ny/$", ways.kept_edit, name="kept_new"),
    re_path(rf"^sekretariat/{KEPT}/(?P<pk>[0-9]+)/$", ways.kept_edit, name="kept_edit"),
    # a meeting's agenda and what it came to
    path("moter/<int:pk>/saksliste/", agenda.agenda_edit, name="agenda_edit"),
    path("moter/<int:pk>/saksliste/<int:treatment>/", agenda.agenda_add, name="agenda_add"),
    path("moter/<int:pk>/gjennomfor/", holding.meeting_hold, name="meeting_hold"),
    path("moter/sak/<int:pk>/endre/", agenda.agenda_change, name="agenda_change"),
    path("moter/sak/<int:pk>/flytt/<slug:way>/", agenda.agenda_move, name="agenda_move"),
    path("moter/sak/<int:pk>/ta-av/", agenda.agenda_take_off, name="agenda_take_off"),
    path("moter/sak/<int:pk>/utfall/", holding.outcome_record, name="outcome_record"),
    path("moter/sak/<int:pk>/bekreft/", holding.text_confirm, name="text_confirm"),
]
