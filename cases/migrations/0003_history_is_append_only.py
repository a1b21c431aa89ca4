"""A routing event is never changed or removed, in whatever way the database is reached."""

from django.db import migrations

from miljoloftet.db import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_their_way")]

    operations = [append_only("cases_routingevent")]
