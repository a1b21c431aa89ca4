"""An item that is not yet treated may wait for its paper; no meeting is called before it has it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_texts_that_wait_are_quick")]

    operations = [
        migrations.RemoveConstraint(
            model_name="agendaitem", name="agenda_paper_or_reason_it_is_oral"
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("treatment__isnull", True),
                    ("paper__isnull", False),
                    models.Q(("oral_reason", ""), _negated=True),
                    ("closed_at__isnull", True),
                    _connector="OR",
                ),
                name="agenda_paper_or_reason_it_is_oral",
                violation_error_message=(
                    "Legg ved et saksframlegg, eller skriv hvorfor saken er muntlig."
                ),
            ),
        ),
    ]
