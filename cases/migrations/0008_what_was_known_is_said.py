"""What the old rows said all along is now said in the new fields."""

from django.db import migrations

WORDS = {"brief": "Saksframlegg", "attachment": "Vedlegg", "minutes": "Referat"}


def say_who_decides(apps, editor):
    """A route with a releasing forum has been decided by its leader."""
    for model in ("Route", "HistoricalRoute"):
        rows = apps.get_model("cases", model).objects.filter(released_by__isnull=False)
        rows.update(who="releaser")


def give_public_titles(apps, editor):
    """An exempt paper is called by its kind until somebody gives it a better title."""
    for model in ("Document", "HistoricalDocument"):
        rows = apps.get_model("cases", model).objects.filter(public_title="")
        for kind, word in WORDS.items():
            rows.filter(exempt_ground__isnull=False, kind=kind).update(public_title=word)
    # Office files from before get their PDF from the worker.
    office = apps.get_model("cases", "DocumentVersion").objects.filter(media_type__contains="vnd.o")
    office.update(pdf_state="waiting")


def show_to_all(apps, editor):
    """The flag says what the groups' rights have said."""
    rights = apps.get_model("cases", "CaseGroupPermission").objects.filter(
        group__name="representatives", permission__codename="view_case"
    )
    cases = apps.get_model("cases", "Case").objects
    cases.filter(pk__in=rights.values("content_object")).update(is_shown_to_all=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_the_whole_story")]

    operations = [
        migrations.RunPython(say_who_decides, migrations.RunPython.noop),
        migrations.RunPython(give_public_titles, migrations.RunPython.noop),
        migrations.RunPython(show_to_all, migrations.RunPython.noop),
    ]
