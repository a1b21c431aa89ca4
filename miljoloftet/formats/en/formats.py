"""Dates in English sentences, written as templatetags/days.py writes them."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
TIME_FORMAT = "H:i"
