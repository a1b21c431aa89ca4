"""Addresses under /sekretariat/: where the organisation is changed."""

from django.urls import URLPattern, path

from forums.views import (
    secretariat,
    secretariat_forums,
    secretariat_mandates,
    secretariat_parties,
    secretariat_people,
    secretariat_registers,
    secretariat_seats,
    secretariat_words,
    secretariat_yearly,
)

registers = secretariat_registers
parties, people, words = secretariat_parties, secretariat_people, secretariat_words
yearly = secretariat_yearly
forums, seats, mandates = secretariat_forums, secretariat_seats, secretariat_mandates

urlpatterns: list[URLPattern] = [
    path("", secretariat.front, name="secretariat"),
    # parties and their contacts
    path("parter/", registers.edit_parties, name="edit_parties"),
    path("parter/ny/", parties.party_new, name="party_new"),
    path("parter/<slug:slug>/", parties.edit_party, name="edit_party"),
    path("parter/<slug:slug>/navn/", parties.party_rename, name="party_rename"),
    path("parter/<slug:slug>/avslutt/", parties.party_end, name="party_end"),
    path("parter/<slug:slug>/kontakt/", parties.contact_new, name="contact_new"),
    path("partskontakter/", registers.edit_contacts, name="edit_contacts"),
    path("partskontakter/<int:pk>/avslutt/", parties.contact_end, name="contact_end"),
    # people
    path("personer/", registers.edit_people, name="edit_people"),
    path("personer/ny/", people.person_new, name="person_new"),
    path("personer/<int:pk>/", people.edit_person, name="edit_person"),
    path("personer/<int:pk>/part/", people.person_join, name="person_join"),
    path("personer/<int:pk>/slutter/", people.person_leave, name="person_leave"),
    # forums, lines, seats and roles
    path("forum/", registers.edit_forums, name="edit_forums"),
    path("forum/nytt/", forums.forum_new, name="forum_new"),
    path("forum/<slug:slug>/", forums.edit_forum, name="edit_forum"),
    path("forum/<slug:slug>/linjer/", forums.edit_lines, name="edit_lines"),
    path("forum/<slug:slug>/linjer/<int:pk>/avslutt/", forums.line_end, name="line_end"),
    path("forum/<slug:slug>/avslutt/", forums.forum_end, name="forum_end"),
    path("forum/<slug:slug>/plasser/", seats.edit_seats, name="edit_seats"),
    path("forum/<slug:slug>/plasser/ny/", seats.seat_open, name="seat_open"),
    path("forum/<slug:slug>/roller/ny/", seats.role_add, name="role_add"),
    path("plasser/", registers.seat_register, name="seat_register"),
    path("plasser/<int:pk>/pek-ut/", seats.seat_appoint, name="seat_appoint"),
    path("plasser/<int:pk>/lukk/", seats.seat_close, name="seat_close"),
    path("roller/<int:pk>/avslutt/", seats.role_end, name="role_end"),
    # mandates
    path("mandater/", registers.edit_mandates, name="edit_mandates"),
    path("forum/<slug:slug>/mandat/nytt/", mandates.mandate_new, name="mandate_new"),
    path("mandater/<int:pk>/", mandates.edit_mandate, name="edit_mandate"),
    path("mandater/<int:pk>/fakta/", mandates.mandate_facts, name="mandate_facts"),
    path("mandater/<int:pk>/kompetanse/", mandates.competence_edit, name="competence_edit"),
    path("mandater/<int:pk>/punkt/", mandates.clause_new, name="clause_new"),
    path("mandater/<int:pk>/i-kraft/", mandates.mandate_put_in_force, name="mandate_put_in_force"),
    path("mandater/<int:pk>/forkast/", mandates.mandate_discard, name="mandate_discard"),
    path("mandater/punkt/<int:pk>/", mandates.clause_edit, name="clause_edit"),
    path("mandater/punkt/<int:pk>/ta-ut/", mandates.clause_remove, name="clause_remove"),
    path("mandater/punkt/<int:pk>/regel/", mandates.rule_add, name="rule_add"),
    path("mandater/regel/<int:pk>/ta-ut/", mandates.rule_remove, name="rule_remove"),
    # what comes back every year
    path("faste-prosesser/", yearly.edit_processes, name="edit_processes"),
    path("faste-prosesser/ny/", yearly.process_new, name="process_new"),
    path("faste-prosesser/<int:pk>/", yearly.process_edit, name="process_edit"),
    path("faste-prosesser/<int:pk>/ta-ut/", yearly.process_remove, name="process_remove"),
    path("uten-moter/", yearly.edit_closed, name="edit_closed"),
    path("uten-moter/ny/", yearly.closed_new, name="closed_new"),
    path("uten-moter/<int:pk>/", yearly.closed_edit, name="closed_edit"),
    path("uten-moter/<int:pk>/ta-ut/", yearly.closed_remove, name="closed_remove"),
    # words
    path("ordliste/", registers.edit_glossary, name="edit_glossary"),
    path("ordliste/nytt/", words.term_new, name="term_new"),
    path("ordliste/<int:pk>/", words.term_edit, name="term_edit"),
    path("ordliste/<int:pk>/ta-ut/", words.term_remove, name="term_remove"),
]
