"""Why something was changed is kept whole, however much was written."""

from django.db import migrations

from miljoloftet.db import whole_reasons


class Migration(migrations.Migration):
    dependencies = [("forums", "0003_imports_can_be_resumed")]

    operations = [whole_reasons("forums")]
