"""A case's own text and its papers are where the case is: said in their rows, to be found by."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def say(apps, editor):
    cases = apps.get_model("cases", "Case").objects.filter(pk=OuterRef("case"))
    rows = apps.get_model("cases", "SearchEntry").objects.filter(kind__in=["sak", "dokument"])
    rows.update(forum=Subquery(cases.values("forum")[:1]))


def leave_out(apps, editor):
    rows = apps.get_model("cases", "SearchEntry").objects.filter(kind__in=["sak", "dokument"])
    rows.update(forum=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_what_is_asked_most_is_quick")]

    operations = [migrations.RunPython(say, leave_out)]
