"""Addresses of cases/."""

from django.urls import URLPattern, path, re_path

from cases import brief_urls
from cases.views import (
    access,
    agenda,
    agenda_items,
    anchoring,
    case,
    case_list,
    document_edits,
    documents,
    facts,
    follow_ups,
    holding,
    home,
    links,
    mediation,
    moves,
    orders,
    parity,
    positions,
    queue,
    reading,
    saved_views,
    search,
    ways,
)

KEPT = "(?P<what>saksveier|sakstyper|hjemler|faste-bestillinger|faste-saker|saksframleggmaler)"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("sok/", search.search_page, name="search"),
    *brief_urls.urlpatterns,
    path("varsler/lest/", reading.notices_read, name="notices_read"),
    path("beskjeder/lest/", reading.memos_read, name="memos_read"),
    # cases and their way
    path("saker/", case_list.case_list, name="case_list"),
    path("saker/excel/", case_list.case_list_excel, name="case_list_excel"),
    path("saker/visninger/", saved_views.saved_views, name="saved_views"),
    path("saker/visninger/ny/", saved_views.saved_view_new, name="saved_view_new"),
    path("saker/visninger/<int:pk>/", saved_views.saved_view_rename, name="saved_view_rename"),
    path(
        "saker/visninger/<int:pk>/slett/", saved_views.saved_view_delete, name="saved_view_delete"
    ),
    path("saker/ny/", facts.case_register, name="case_register"),
    path("saker/dokument/<int:pk>/", documents.document, name="document"),
    path("saker/dokument/<int:pk>/fil/", documents.document_file, name="document_file"),
    path(
        "saker/dokument/<int:pk>/versjon/<int:number>/",
        documents.document_file,
        name="document_version",
    ),
    path(
        "saker/dokument/<int:pk>/versjon/<int:number>/pdf/",
        documents.document_copy,
        name="document_copy",
    ),
    path(
        "saker/dokument/<int:pk>/versjon/<int:number>/side/<int:page>/",
        documents.document_page,
        name="document_page",
    ),
    path(
        "saker/dokument/<int:pk>/versjon/<int:number>/bilde/",
        documents.document_picture,
        name="document_picture",
    ),
    path(
        "saker/dokument/<int:pk>/ny-versjon/",
        document_edits.document_version_add,
        name="document_version_add",
    ),
    path("saker/dokument/<int:pk>/endre/", document_edits.document_change, name="document_change"),
    path(
        "saker/dokument/<int:pk>/trekk/",
        document_edits.document_withdraw,
        name="document_withdraw",
    ),
    path(
        "saker/dokument/<int:pk>/ta-inn/",
        document_edits.document_take_in,
        name="document_take_in",
    ),
    path(
        "saker/dokument/<int:pk>/skjerming/", document_edits.document_shield, name="document_shield"
    ),
    path(
        "saker/dokument/<int:pk>/skjerming/opphev/",
        document_edits.document_unshield,
        name="document_unshield",
    ),
    path(
        "saker/dokument/<int:pk>/sladdet/", document_edits.document_redact, name="document_redact"
    ),
    path("saker/tilgang/<int:pk>/ta-tilbake/", access.grant_revoke, name="grant_revoke"),
    path("saker/<int:year>/<int:sequence>/hvem-ser/", access.case_access, name="case_access"),
    path("saker/<int:year>/<int:sequence>/", case.case, name="case"),
    path("saker/<int:year>/<int:sequence>/historikk/", case.history, name="case_history"),
    path("saker/<int:year>/<int:sequence>/folg/", reading.case_follow, name="case_follow"),
    path("saker/<int:year>/<int:sequence>/lest/", reading.case_seen, name="case_seen"),
    path("saker/<int:year>/<int:sequence>/rediger/", facts.case_edit, name="case_edit"),
    path("saker/<int:year>/<int:sequence>/flytt/<slug:move>/", moves.case_move, name="case_move"),
    path(
        "saker/<int:year>/<int:sequence>/dokumenter/nytt/",
        documents.document_add,
        name="document_add",
    ),
    path("saker/<int:year>/<int:sequence>/lenker/ny/", links.link_new, name="case_link_new"),
    path(
        "saker/<int:year>/<int:sequence>/lenker/<int:pk>/ta-bort/",
        links.link_away,
        name="case_link_away",
    ),
    path("bestillinger/", orders.order_list, name="order_list"),
    path("bestillinger/ny/", orders.order_new, name="order_new"),
    path("bestillinger/<int:pk>/", orders.order_page, name="order"),
    path("bestillinger/<int:pk>/svar/", orders.order_answer, name="order_answer"),
    path("bestillinger/<int:pk>/trekk/", orders.order_withdraw, name="order_withdraw"),
    path("sekretariat/likebehandling/", parity.parity, name="parity"),
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
    path("forum/<slug:slug>/ko/", queue.forum_queue, name="forum_queue"),
    path("moter/<int:pk>/saksliste/", agenda.agenda_edit, name="agenda_edit"),
    path("moter/<int:pk>/saksliste/faste/", agenda.agenda_standing, name="agenda_standing"),
    path("moter/<int:pk>/saksliste/<int:treatment>/", agenda_items.agenda_add, name="agenda_add"),
    path("moter/<int:pk>/saksliste/<int:treatment>/hent/", agenda.agenda_pick, name="agenda_pick"),
    path("moter/<int:pk>/gjennomfor/", holding.meeting_hold, name="meeting_hold"),
    path("moter/sak/<int:pk>/endre/", agenda_items.agenda_change, name="agenda_change"),
    path("moter/sak/<int:pk>/rett/", agenda_items.agenda_mend, name="agenda_mend"),
    path("moter/sak/<int:pk>/gjester/", agenda_items.item_guest, name="item_guest"),
    path(
        "moter/sak/<int:pk>/gjester/<int:guest>/ta-bort/",
        agenda_items.item_guest_away,
        name="item_guest_away",
    ),
    path("moter/sak/<int:pk>/flytt/<slug:way>/", agenda.agenda_move, name="agenda_move"),
    path("moter/sak/<int:pk>/ta-av/", agenda_items.agenda_take_off, name="agenda_take_off"),
    path("moter/sak/<int:pk>/fast/", holding.standing_settle, name="standing_settle"),
    path("moter/sak/<int:pk>/utfall/", holding.outcome_record, name="outcome_record"),
    path("moter/sak/<int:pk>/syn/", holding.positions_at_meeting, name="positions_at_meeting"),
    path("moter/sak/<int:pk>/bekreft/", holding.text_confirm, name="text_confirm"),
]
