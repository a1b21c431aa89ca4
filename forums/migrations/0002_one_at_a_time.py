"""One party at a time, one occupant a seat, one mandate in force, no doubled membership."""

from django.db import migrations

from miljoloftet.db import never_overlaps


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_the_organisation")]

    operations = [
        never_overlaps("forums_affiliation", "affiliation_one_party_at_a_time", ["user_id"]),
        never_overlaps(
            "forums_membership",
            "membership_once_per_person_forum_role",
            ["user_id", "forum_id", "role"],
        ),
        never_overlaps(
            "forums_membership",
            "membership_one_occupant_a_seat",
            ["seat_id"],
            where="{row}role IN ('leader', 'member') AND {row}seat_id IS NOT NULL",
        ),
        never_overlaps(
            "forums_mandate",
            "mandate_one_in_force",
            ["forum_id"],
            where="{row}status <> 'draft'",
        ),
    ]
