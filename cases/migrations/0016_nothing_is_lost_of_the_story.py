"""What happens to follow-ups, papers and briefs is told: in the history, or to the one it concerns.

And a case tells whether everyone who sees it may know what it was merged into.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def say_where_merges_show(apps, editor):
    """Last, and alone in touching rows: the flag says what the other case's own flag says."""
    cases = apps.get_model("cases", "Case").objects
    shown = cases.filter(is_shown_to_all=True)
    cases.filter(merged_into__in=shown.values("pk")).update(merge_is_shown=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_questions_are_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="merge_is_shown",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="alle ser saken den er slått sammen med"
            ),
        ),
        migrations.AddField(
            model_name="routingevent",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.document",
                verbose_name="dokument",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="why",
            field=models.CharField(
                choices=[
                    ("forum", "du sitter i forumet"),
                    ("sender", "forumet ditt sendte saken"),
                    ("leader", "du leder forumet"),
                    ("concerns", "det gjelder deg"),
                    ("officer", "du er saksbehandler"),
                    ("party", "du er kontakt for parten"),
                    ("secretariat", "du er i sekretariatet"),
                    ("follows", "du følger saken"),
                ],
                max_length=12,
                verbose_name="hvorfor",
            ),
        ),
        migrations.AlterField(
            model_name="routingevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registered", "registrert"),
                    ("put_forward", "lagt fram"),
                    ("asked", "bedt om behandling"),
                    ("scheduled", "satt på sakslisten"),
                    ("unscheduled", "tatt av sakslisten"),
                    ("treated", "behandlet"),
                    ("postponed", "utsatt"),
                    ("returned", "sendt tilbake"),
                    ("lifted", "løftet"),
                    ("confirmed", "tekst bekreftet"),
                    ("closed", "avsluttet"),
                    ("reopened", "gjenåpnet"),
                    ("withdrawn", "trukket"),
                    ("ordered", "bestilt"),
                    ("order_answered", "bestilling besvart"),
                    ("sent", "sendt"),
                    ("to_parties", "sendt til partene"),
                    ("answered", "besvart av part"),
                    ("final", "endelig"),
                    ("position", "partens syn ført"),
                    ("mediation", "bedt om megling"),
                    ("mediated", "megling avsluttet"),
                    ("merged", "slått sammen"),
                    ("unmerged", "sammenslåing opphevet"),
                    ("order_withdrawn", "bestilling trukket"),
                    ("taken_back", "spørsmål trukket"),
                    ("took_in", "en lik sak slått sammen hit"),
                    ("follow_up", "oppfølging satt opp"),
                    ("follow_up_moved", "ny frist for oppfølging"),
                    ("follow_up_done", "oppfølging gjort"),
                    ("follow_up_gone", "oppfølging falt bort"),
                    ("paper_withdrawn", "dokument trukket"),
                    ("paper_back", "dokument tatt inn igjen"),
                    ("paper_shielded", "dokument unntatt offentlighet"),
                    ("paper_opened", "dokument gitt fri"),
                    ("paper_redacted", "sladdet kopi lagt til"),
                    ("brief_passed", "saksframlegg godkjent"),
                    ("brief_returned", "saksframlegg sendt tilbake"),
                ],
                max_length=16,
                verbose_name="hendelse",
            ),
        ),
        migrations.CreateModel(
            name="Memo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordered", "ny bestilling"),
                            ("order_answered", "bestilling besvart"),
                            ("order_withdrawn", "bestilling trukket"),
                            ("round_asked", "bedt om kommentarer"),
                            ("round_answered", "kommentarer gitt"),
                            ("task_given", "oppfølging gitt til deg"),
                            ("task_taken", "oppfølging gitt til en annen"),
                            ("papers", "nye dokumenter"),
                        ],
                        max_length=16,
                        verbose_name="hva",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
                (
                    "read_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lest"),
                ),
                (
                    "brief",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="cases.brief",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fra",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="cases.followup",
                        verbose_name="oppfølging",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="cases.order",
                        verbose_name="bestilling",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "beskjed",
                "verbose_name_plural": "beskjeder",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["user", "read_at"], name="cases_memo_user_id_8e7cbb_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("brief__isnull", True),
                                ("case__isnull", True),
                                ("follow_up__isnull", True),
                                ("order__isnull", False),
                            ),
                            models.Q(
                                ("brief__isnull", False),
                                ("case__isnull", True),
                                ("follow_up__isnull", True),
                                ("order__isnull", True),
                            ),
                            models.Q(
                                ("brief__isnull", True),
                                ("case__isnull", True),
                                ("follow_up__isnull", False),
                                ("order__isnull", True),
                            ),
                            models.Q(
                                ("brief__isnull", True),
                                ("case__isnull", False),
                                ("follow_up__isnull", True),
                                ("order__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="memo_is_about_one_thing",
                    )
                ],
            },
        ),
        migrations.RunPython(say_where_merges_show, migrations.RunPython.noop),
    ]
