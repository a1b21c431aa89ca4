"""What 0007 filled is held from now on, and SQLite gets back the triggers that 0006 cost it."""

from django.db import migrations, models

from miljoloftet.db import append_only_again


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_routes_say_who_decides")]

    operations = [
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
        append_only_again("cases_routingevent"),
    ]
