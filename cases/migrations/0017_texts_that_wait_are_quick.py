"""The decisions that wait for their confirmed text are found without reading every one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_nothing_is_lost_of_the_story")]

    operations = [
        migrations.AddIndex(
            model_name="treatment",
            index=models.Index(
                fields=["outcome", "text_confirmed_at"], name="treatment_text_confirmed"
            ),
        ),
    ]
