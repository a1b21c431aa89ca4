"""Who had a spreadsheet read in, and how often it was tried."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0002_one_at_a_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="carried_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="lest inn av",
            ),
        ),
        migrations.AddField(
            model_name="importjob",
            name="tried_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="sist forsøkt"
            ),
        ),
        migrations.AddField(
            model_name="importjob",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="forsøk"),
        ),
    ]
