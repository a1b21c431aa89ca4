"""What 0008 filled is held; no two grants at once; SQLite gets back the guards 0006 cost it."""

from django.db import migrations, models

from miljoloftet.db import append_only_again, never_overlaps


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_what_was_known_is_said")]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exempt_ground__isnull", True),
                    models.Q(("public_title", ""), _negated=True),
                    _connector="OR",
                ),
                name="document_exempt_has_public_title",
                violation_error_message="Et dokument som er unntatt, må ha en offentlig tittel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_by__isnull", False), ("who", "releaser")),
                    models.Q(
                        models.Q(("who", "releaser"), _negated=True), ("released_by__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="route_releaser_is_named",
                violation_error_message="Velg forumet når lederen av et bestemt forum avgjør, og bare da.",
            ),
        ),
        never_overlaps(
            "cases_casegrant",
            "grant_one_at_a_time",
            ["case_id", "user_id"],
            where='{row}"revoked_at" IS NULL',
        ),
        append_only_again("cases_routingevent"),
    ]
