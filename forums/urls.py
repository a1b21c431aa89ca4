"""Addresses of forums/."""

from django.urls import URLPattern, URLResolver, include, path

from forums.views import (
    calendar,
    changes,
    directory,
    excel,
    forum,
    history,
    language,
    meetings,
    new_here,
    organisation,
    parties,
    people,
    person,
    wheel,
    words,
    year_plan,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprak/", language.set_language, name="set_language"),
    # people and their accounts
    path("konto/profil/", people.own_profile, name="own_profile"),
    path("konto/oidc/<str:provider_id>/login/", directory.directory_sign_in),
    path("invitasjon/<str:token>/", people.accept_invitation, name="accept_invitation"),
    path("sekretariat/invitasjoner/", people.invitation_list, name="invitation_list"),
    path("sekretariat/invitasjoner/<int:pk>/send/", people.send_invitation, name="send_invitation"),
    path(
        "sekretariat/invitasjoner/<int:pk>/trekk/",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
    path("sekretariat/", include("forums.secretariat_urls")),
    # parties and memberships in and out
    path("sekretariat/excel/", excel.import_list, name="import_list"),
    path("sekretariat/excel/<int:pk>/", excel.import_job, name="import_job"),
    path("sekretariat/excel/<slug:kind>/last-ned/", excel.export_sheet, name="export_sheet"),
    path("sekretariat/excel/<slug:kind>/mal/", excel.template_sheet, name="template_sheet"),
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
    path("historikk/<slug:app>/<slug:model>/<int:pk>/", history.history, name="history"),
    path("ny/", new_here.new_here, name="new_here"),
    path("ordliste/", words.glossary, name="glossary"),
    # a party reports its representatives
    path("parter/<slug:slug>/endringer/", changes.change_list, name="change_list"),
    path(
        "parter/<slug:slug>/endringer/ny/<int:seat>/", changes.change_report, name="change_report"
    ),
    path("parter/<slug:slug>/endringer/<int:pk>/", changes.change, name="change"),
    path("sekretariat/endringer/", changes.change_inbox, name="change_inbox"),
    # meetings
    path("moter/", meetings.meeting_list, name="meeting_list"),
    path("moter/nytt/", meetings.meeting_new, name="meeting_new"),
    path("moter/arsplan/", year_plan.year_plans, name="year_plans"),
    path("moter/arsplan/<slug:slug>/", year_plan.year_plan, name="year_plan"),
    path("moter/arsplan/<slug:slug>/rytme/", year_plan.rhythm_edit, name="rhythm_edit"),
    path("moter/<int:pk>/", meetings.meeting, name="meeting"),
    path("moter/<int:pk>/referat/", meetings.meeting_minutes, name="meeting_minutes"),
    path("moter/<int:pk>/steg/<slug:step>/", meetings.meeting_step, name="meeting_step"),
    path("arshjul/", wheel.yearly_wheel, name="yearly_wheel"),
    # meetings in people's own calendars
    path("konto/kalender/", calendar.my_calendar, name="my_calendar"),
    path("forum/<slug:slug>/kalender/", calendar.forum_calendar, name="forum_calendar"),
    path("kalender/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
