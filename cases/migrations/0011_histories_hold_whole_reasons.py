"""Why something was changed is kept whole, however much was written."""

from django.db import migrations

from miljoloftet.db import whole_reasons


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_the_database_searches")]

    operations = [whole_reasons("cases")]
