"""Addresses of briefs."""

from django.urls import URLPattern, path

from cases.views import brief_rounds, brief_steps, briefs

urlpatterns: list[URLPattern] = [
    path(
        "saker/<int:year>/<int:sequence>/saksframlegg/nytt/",
        briefs.brief_start,
        name="brief_start",
    ),
    path("saksframlegg/<int:pk>/", briefs.brief, name="brief"),
    path("saksframlegg/<int:pk>/puls/", briefs.brief_pulse, name="brief_pulse"),
    path("saksframlegg/<int:pk>/medforfattere/", briefs.brief_authors, name="brief_authors"),
    path("saksframlegg/<int:pk>/steg/<slug:step>/", brief_steps.brief_step, name="brief_step"),
    path("saksframlegg/<int:pk>/versjoner/", brief_steps.brief_versions, name="brief_versions"),
    path(
        "saksframlegg/<int:pk>/versjoner/<int:number>/",
        brief_steps.brief_version,
        name="brief_version",
    ),
    path("saksframlegg/<int:pk>/sammenlign/", brief_steps.brief_compare, name="brief_compare"),
    path("saksframlegg/<int:pk>/fra-word/", brief_steps.brief_import, name="brief_import"),
    path("saksframlegg/<int:pk>/kommentarrunde/", brief_rounds.round_start, name="brief_round"),
    path("saksframlegg/del/<int:pk>/", briefs.section_save, name="brief_section"),
    path("saksframlegg/del/<int:pk>/sett-inn/", briefs.section_insert, name="brief_insert"),
    path("saksframlegg/del/<int:pk>/kommentar/", brief_rounds.comment_add, name="brief_comment"),
    path("saksframlegg/runde/<int:pk>/avslutt/", brief_rounds.round_end, name="brief_round_end"),
    path("saksframlegg/runde/<int:pk>/ferdig/", brief_rounds.round_answer, name="brief_answer"),
    path("saksframlegg/kommentar/<int:pk>/", brief_rounds.comment_judge, name="brief_judge"),
    path("sekretariat/saksframleggmaler/lag/", brief_rounds.template_make, name="brief_template"),
]
