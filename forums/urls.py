"""Addresses of forums/."""

from django.urls import URLPattern, path

from forums.views import (
    forum,
    language,
    meetings,
    new_here,
    organisation,
    parties,
    people,
    person,
    search,
    words,
)

urlpatterns: list[URLPattern] = [
    path("sprak/", language.set_language, name="set_language"),
    path("sok/", search.search_page, name="search"),
    # people and their accounts
    path("konto/profil/", people.own_profile, name="own_profile"),
    path("invitasjon/<str:token>/", people.accept_invitation, name="accept_invitation"),
    path("sekretariat/invitasjoner/", people.invitation_list, name="invitation_list"),
    path("sekretariat/invitasjoner/<int:pk>/send/", people.send_invitation, name="send_invitation"),
    path(
        "sekretariat/invitasjoner/<int:pk>/trekk/",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
    # reading the organisation
    path("organisasjon/", organisation.organisation, name="organisation"),
    path("forum/", organisation.forum_list, name="forum_list"),
    path("forum/<slug:slug>/", forum.forum, name="forum"),
    path("forum/<slug:slug>/mandat/lest/", forum.confirm_reading, name="confirm_reading"),
    path(
        "forum/<slug:slug>/mandat/forskjell/", forum.mandate_difference, name="mandate_difference"
    ),
    path("forum/<slug:slug>/mandat/<int:version>/", forum.mandate, name="mandate"),
    path("parter/", parties.party_list, name="party_list"),
    path("parter/<slug:slug>/", parties.party, name="party"),
    path("personer/<int:pk>/", person.person, name="person"),
    path("ny/", new_here.new_here, name="new_here"),
    path("ordliste/", words.glossary, name="glossary"),
    # meetings
    path("moter/", meetings.meeting_list, name="meeting_list"),
    path("moter/nytt/", meetings.meeting_new, name="meeting_new"),
    path("moter/<int:pk>/", meetings.meeting, name="meeting"),
    path("moter/<int:pk>/referat/", meetings.meeting_minutes, name="meeting_minutes"),
    path("moter/<int:pk>/steg/<slug:step>/", meetings.meeting_step, name="meeting_step"),
]
