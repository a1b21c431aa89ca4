"""Addresses of reporting/."""

from django.urls import path

from reporting.views.story import case_story_pdf

urlpatterns = [
    path("saker/<int:year>/<int:sequence>/saksgang.pdf", case_story_pdf, name="case_story_pdf"),
]
