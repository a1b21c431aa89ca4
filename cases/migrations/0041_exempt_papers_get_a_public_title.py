"""An exempt paper is called by its kind until somebody gives it a better public title.

Office files from before get their PDF from the worker.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WORDS = {"brief": "Saksframlegg", "attachment": "Vedlegg", "minutes": "Referat"}


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for model in ("Document", "HistoricalDocument"):
        rows = apps.get_model("cases", model).objects.filter(public_title="")
        for kind, word in WORDS.items():
            rows.filter(exempt_ground__isnull=False, kind=kind).update(public_title=word)
    office = apps.get_model("cases", "DocumentVersion").objects.filter(media_type__contains="vnd.o")
    office.update(pdf_state="waiting")


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_papers_grants_and_shielding")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
