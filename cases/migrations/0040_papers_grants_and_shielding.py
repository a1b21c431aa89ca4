"""Papers are withdrawn, redacted, read and shown; cases are given by name; shielding is weighed."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cases", "0010_a_merge_and_an_order_can_be_undone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=300, verbose_name="hvorfor")),
                ("start", models.DateField(verbose_name="fra og med")),
                ("end", models.DateField(verbose_name="til og med")),
                (
                    "given_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gitt"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="tatt tilbake"),
                ),
                (
                    "revoked_because",
                    models.CharField(blank=True, max_length=300, verbose_name="tatt tilbake fordi"),
                ),
            ],
            options={
                "verbose_name": "navngitt tilgang",
                "verbose_name_plural": "navngitte tilganger",
                "ordering": ["case", "end", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseUserPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "personens tilgang til en sak",
                "verbose_name_plural": "personers tilgang til saker",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("download", "lastet ned"),
                            ("copy", "lastet ned PDF-kopien"),
                            ("preview", "så på forhåndsvisningen"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
            ],
            options={
                "verbose_name": "åpning av unntatt dokument",
                "verbose_name_plural": "åpninger av unntatte dokumenter",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCaseGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=300, verbose_name="hvorfor")),
                ("start", models.DateField(verbose_name="fra og med")),
                ("end", models.DateField(verbose_name="til og med")),
                (
                    "given_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gitt"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="tatt tilbake"),
                ),
                (
                    "revoked_because",
                    models.CharField(blank=True, max_length=300, verbose_name="tatt tilbake fordi"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical navngitt tilgang",
                "verbose_name_plural": "historical navngitte tilganger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("considered", models.TextField(verbose_name="hva som ble vurdert")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("kept", "unntas helt"),
                            ("partly", "unntas, men en sladdet kopi gis ut"),
                            ("opened", "gis ut"),
                        ],
                        max_length=8,
                        verbose_name="resultat",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="vurdert"),
                ),
            ],
            options={
                "verbose_name": "vurdering av merinnsyn",
                "verbose_name_plural": "vurderinger av merinnsyn",
                "ordering": ["case", "at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="public_title",
            field=models.CharField(
                blank=True,
                help_text="Vises for dem som ikke kan se dokumentet når det er unntatt.",
                max_length=200,
                verbose_name="offentlig tittel",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="redacts",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redacted_copies",
                to="cases.document",
                verbose_name="sladdet kopi av",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="trukket"),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="trukket fordi"),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="trukket av",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="pdf",
            field=models.FileField(
                blank=True, upload_to="documents/pdf/%Y/%m/", verbose_name="PDF-kopi"
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="pdf_state",
            field=models.CharField(
                choices=[
                    ("none", "trengs ikke"),
                    ("waiting", "PDF-kopi lages"),
                    ("done", "har PDF-kopi"),
                    ("missing", "PDF-kopi kan ikke lages her: LibreOffice er ikke installert"),
                    ("failed", "PDF-kopi lot seg ikke lage av denne filen"),
                ],
                default="none",
                max_length=8,
                verbose_name="PDF-kopien",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="text",
            field=models.TextField(blank=True, verbose_name="tekst"),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="text_problem",
            field=models.CharField(
                blank=True,
                choices=[
                    ("encrypted", "Filen er låst med passord. Last opp en uten passord."),
                    (
                        "broken",
                        "Filen er skadet. Lagre den på nytt der den ble laget, og last den opp.",
                    ),
                    ("too_large", "Filen pakker ut til mer enn vi leser. Del den i flere."),
                    ("scanned", "Filen har bare bilder av tekst, så søk finner den ikke."),
                    ("stopped", "Lesingen stoppet flere ganger. Last opp filen på nytt."),
                ],
                max_length=10,
                verbose_name="hvorfor den ikke er lest",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="text_state",
            field=models.CharField(
                choices=[
                    ("waiting", "venter på å bli lest"),
                    ("done", "teksten er lest"),
                    ("none", "har ingen tekst å lese"),
                    ("failed", "kunne ikke leses"),
                ],
                default="waiting",
                max_length=8,
                verbose_name="lesing",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sist forsøkt"),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="forsøk"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="public_title",
            field=models.CharField(
                blank=True,
                help_text="Vises for dem som ikke kan se dokumentet når det er unntatt.",
                max_length=200,
                verbose_name="offentlig tittel",
            ),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="trukket"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="withdrawn_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="trukket fordi"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="trukket av",
            ),
        ),
        migrations.AddField(
            model_name="historicallegalground",
            name="not_for_decisions",
            field=models.BooleanField(
                default=False,
                help_text="Den som unntar et vedtak eller et referat, får en advarsel.",
                verbose_name="gjelder ikke endelige vedtak",
            ),
        ),
        migrations.AddField(
            model_name="historicallegalground",
            name="not_for_elected",
            field=models.BooleanField(
                default=False,
                help_text="Den som unntar et saksframlegg, får en advarsel.",
                verbose_name="gjelder ikke saksframlegg og sakslister til folkevalgte organer",
            ),
        ),
        migrations.AddField(
            model_name="legalground",
            name="not_for_decisions",
            field=models.BooleanField(
                default=False,
                help_text="Den som unntar et vedtak eller et referat, får en advarsel.",
                verbose_name="gjelder ikke endelige vedtak",
            ),
        ),
        migrations.AddField(
            model_name="legalground",
            name="not_for_elected",
            field=models.BooleanField(
                default=False,
                help_text="Den som unntar et saksframlegg, får en advarsel.",
                verbose_name="gjelder ikke saksframlegg og sakslister til folkevalgte organer",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("brief", "saksframlegg"),
                    ("attachment", "vedlegg"),
                    ("minutes", "referat"),
                    ("statement", "uttalelse"),
                    ("decision", "vedtak"),
                    ("note", "notat"),
                ],
                max_length=12,
                verbose_name="type",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("brief", "saksframlegg"),
                    ("attachment", "vedlegg"),
                    ("minutes", "referat"),
                    ("statement", "uttalelse"),
                    ("decision", "vedtak"),
                    ("note", "notat"),
                ],
                max_length=12,
                verbose_name="type",
            ),
        ),
        migrations.AddIndex(
            model_name="documentversion",
            index=models.Index(
                condition=models.Q(
                    ("text_state", "waiting"), ("pdf_state", "waiting"), _connector="OR"
                ),
                fields=["tried_at"],
                name="version_waits_for_worker",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_because", ""),
                        ("withdrawn_by__isnull", True),
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_withdrawn_by_someone_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("redacts__isnull", True), ("exempt_ground__isnull", True), _connector="OR"
                ),
                name="document_redacted_copy_is_open",
                violation_error_message="En sladdet kopi kan ikke selv være unntatt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("redacts",),
                name="document_one_redacted_copy",
                violation_error_message="Dokumentet har alt en sladdet kopi.",
            ),
        ),
        migrations.AddField(
            model_name="casegrant",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="cases.case",
                verbose_name="sak",
            ),
        ),
        migrations.AddField(
            model_name="casegrant",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gitt av",
            ),
        ),
        migrations.AddField(
            model_name="casegrant",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tatt tilbake av",
            ),
        ),
        migrations.AddField(
            model_name="casegrant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="case_grants",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hvem",
            ),
        ),
        migrations.AddField(
            model_name="caseuserpermission",
            name="content_object",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="user_permissions",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="caseuserpermission",
            name="permission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
            ),
        ),
        migrations.AddField(
            model_name="caseuserpermission",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="documentopening",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hvem",
            ),
        ),
        migrations.AddField(
            model_name="documentopening",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="openings",
                to="cases.documentversion",
                verbose_name="versjon",
            ),
        ),
        migrations.AddField(
            model_name="historicalcasegrant",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.case",
                verbose_name="sak",
            ),
        ),
        migrations.AddField(
            model_name="historicalcasegrant",
            name="given_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gitt av",
            ),
        ),
        migrations.AddField(
            model_name="historicalcasegrant",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcasegrant",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tatt tilbake av",
            ),
        ),
        migrations.AddField(
            model_name="historicalcasegrant",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hvem",
            ),
        ),
        migrations.AddField(
            model_name="weighing",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vurdert av",
            ),
        ),
        migrations.AddField(
            model_name="weighing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="weighings",
                to="cases.case",
                verbose_name="sak",
            ),
        ),
        migrations.AddField(
            model_name="weighing",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="weighings",
                to="cases.document",
                verbose_name="dokument",
            ),
        ),
        migrations.AddField(
            model_name="weighing",
            name="ground",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.legalground",
                verbose_name="hjemmel",
            ),
        ),
        migrations.AddConstraint(
            model_name="casegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))),
                name="grant_ends_after_start",
                violation_error_message="Siste dag kan ikke være før første dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("revoked_at__isnull", True),
                        ("revoked_because", ""),
                        ("revoked_by__isnull", True),
                    ),
                    models.Q(
                        ("revoked_at__isnull", False),
                        ("revoked_by__isnull", False),
                        models.Q(("revoked_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grant_revoked_by_someone_with_a_reason",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="caseuserpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddIndex(
            model_name="documentopening",
            index=models.Index(
                fields=["version", "user", "-at"], name="cases_docum_version_fc14ee_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="weighing",
            constraint=models.CheckConstraint(
                condition=models.Q(("considered", ""), _negated=True),
                name="weighing_says_what_was_considered",
            ),
        ),
    ]
