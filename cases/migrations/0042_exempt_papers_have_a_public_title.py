"""What 0041 filled is held from now on; two grants to one person never hold at once."""

from django.db import migrations, models

from miljoloftet.db import never_overlaps


class Migration(migrations.Migration):
    dependencies = [("cases", "0041_exempt_papers_get_a_public_title")]

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
        never_overlaps(
            "cases_casegrant",
            "grant_one_at_a_time",
            ["case_id", "user_id"],
            where='{row}"revoked_at" IS NULL',
        ),
    ]
