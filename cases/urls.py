"""Addresses of cases/."""

from django.urls import URLPattern, path, re_path

from cases.views import (
    agenda,
    anchoring,
    case,
    case_list,
    documents,
    facts,
    follow_ups,
    holding,
    home,
    mediation,
    moves,
    positions,
    ways,
)

KEPT = "(?P<what>saksveier|sakstyper|hjemler)"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
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
    # what the parties say, answer and do
    path(
        "saker/<int:year>/<int:sequence>/til-partene/",
        anchoring.anchoring_send,
        name="anchoring_send",
    ),
    path(
        "saker/<int:year>/<int:sequence>/forankring/<slug:slug>/",
        anchoring.anchoring_answer,
        name="anchoring_answer",
    ),
    path(
        "saker/<int:year>/<int:sequence>/syn/<int:pk>/",
        positions.positions_record,
        name="positions_record",
    ),
    path("saker/<int:year>/<int:sequence>/megling/", mediation.mediation_ask, name="mediation_ask"),
    path("saker/megling/<int:pk>/ta/", mediation.mediation_take, name="mediation_take"),
    path("saker/megling/<int:pk>/avslutt/", mediation.mediation_end, name="mediation_end"),
    path(
        "saker/<int:year>/<int:sequence>/oppfolging/ny/",
        follow_ups.follow_up_new,
        name="follow_up_new",
    ),
    path("oppfolging/", follow_ups.follow_up_list, name="follow_up_list"),
    path("oppfolging/<int:pk>/gjort/", follow_ups.follow_up_finish, name="follow_up_finish"),
    path("oppfolging/<int:pk>/endre/", follow_ups.follow_up_change, name="follow_up_change"),
    path("oppfolging/<int:pk>/falt-bort/", follow_ups.follow_up_drop, name="follow_up_drop"),
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
    path("moter/sak/<int:pk>/syn/", holding.positions_at_meeting, name="positions_at_meeting"),
    path("moter/sak/<int:pk>/bekreft/", holding.text_confirm, name="text_confirm"),
]
