"""A route with a releasing forum has been decided by its leader all along; now it says so."""

from django.db import migrations


def say_who(apps, editor):
    route = apps.get_model("cases", "Route")
    route.objects.filter(released_by__isnull=False).update(who="releaser")
    history = apps.get_model("cases", "HistoricalRoute")
    history.objects.filter(released_by__isnull=False).update(who="releaser")


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_the_whole_story")]

    operations = [migrations.RunPython(say_who, migrations.RunPython.noop)]
