"""The flag says what the groups' rights have said all along."""

from django.db import migrations


def fill(apps, editor):
    rights = apps.get_model("cases", "CaseGroupPermission").objects.filter(
        group__name="representatives", permission__codename="view_case"
    )
    cases = apps.get_model("cases", "Case").objects
    cases.filter(pk__in=rights.values("content_object")).update(is_shown_to_all=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0061_the_database_searches")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
