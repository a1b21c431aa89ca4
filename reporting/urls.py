"""Addresses of reporting/."""

from django.urls import path

from reporting.views import books
from reporting.views.story import case_story_pdf

urlpatterns = [
    path("saker/<int:year>/<int:sequence>/saksgang.pdf", case_story_pdf, name="case_story_pdf"),
    path("moter/<int:pk>/motebok/", books.meeting_book, name="meeting_book"),
    path("moter/<int:pk>/motebok/lag/", books.meeting_book_order, name="meeting_book_order"),
    path("moter/<int:pk>/motebok/avbryt/", books.meeting_book_cancel, name="meeting_book_cancel"),
    path("moter/<int:pk>/motebok.pdf", books.meeting_book_file, name="meeting_book_file"),
]
