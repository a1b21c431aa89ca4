"""Cases, their way and their papers. Takes the place of the first five migrations."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from miljoloftet.db import append_only


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("cases", "0001_cases"),
        ("cases", "0002_their_way"),
        ("cases", "0003_history_is_append_only"),
        ("cases", "0004_groups_may_see_a_case"),
        ("cases", "0005_agenda_items_taken_off_are_told"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("forums", "0003_imports_can_be_resumed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="navn")),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="forklaring"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rekkefølge"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
            ],
            options={
                "verbose_name": "sakstype",
                "verbose_name_plural": "sakstyper",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="LegalGround",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("citation", models.CharField(max_length=80, verbose_name="hjemmel")),
                ("description", models.CharField(max_length=200, verbose_name="hva den verner")),
                (
                    "is_duty",
                    models.BooleanField(default=False, verbose_name="må unntas (taushetsplikt)"),
                ),
                ("start", models.DateField(verbose_name="gjelder fra")),
                ("end", models.DateField(blank=True, null=True, verbose_name="gjelder til")),
            ],
            options={
                "verbose_name": "hjemmel",
                "verbose_name_plural": "hjemler",
                "ordering": ["citation"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("sequence", models.PositiveIntegerField(verbose_name="løpenummer")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "public_title",
                    models.CharField(
                        blank=True,
                        help_text="Vises i stedet for tittelen når saken er unntatt offentlighet.",
                        max_length=200,
                        verbose_name="offentlig tittel",
                    ),
                ),
                ("summary", models.TextField(verbose_name="hva saken gjelder")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("open", "under behandling"),
                            ("decided", "vedtatt"),
                            ("closed", "avsluttet"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="registrert"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registrert av",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_here",
                        to="forums.forum",
                        verbose_name="er nå i",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"kind": "municipality"},
                        related_name="cases_about",
                        to="forums.party",
                        verbose_name="gjelder kommunene",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_prepared",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saksbehandler",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_owned",
                        to="forums.party",
                        verbose_name="eies av",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.casekind",
                        verbose_name="sakstype",
                    ),
                ),
                (
                    "exempt_ground",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.legalground",
                        verbose_name="unntatt offentlighet etter",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak",
                "verbose_name_plural": "saker",
                "ordering": ["-year", "-sequence"],
                "permissions": [("view_exempt", "Kan se det som er unntatt offentlighet")],
                "indexes": [
                    models.Index(fields=["forum", "status"], name="cases_case_forum_i_200bf5_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "sequence"), name="case_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("status__in", ["closed", "withdrawn"]),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("status__in", ["draft", "open", "decided"]),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exempt_ground__isnull", True),
                            models.Q(("public_title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="case_exempt_has_public_title",
                        violation_error_message="En sak som er unntatt, må ha en offentlig tittel.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("brief", "saksframlegg"),
                            ("attachment", "vedlegg"),
                            ("minutes", "referat"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="lagt til"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "exempt_ground",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.legalground",
                        verbose_name="unntatt offentlighet etter",
                    ),
                ),
            ],
            options={
                "verbose_name": "dokument",
                "verbose_name_plural": "dokumenter",
                "ordering": ["case", "created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("sequence", models.PositiveIntegerField(verbose_name="løpenummer")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "public_title",
                    models.CharField(
                        blank=True,
                        help_text="Vises i stedet for tittelen når saken er unntatt offentlighet.",
                        max_length=200,
                        verbose_name="offentlig tittel",
                    ),
                ),
                ("summary", models.TextField(verbose_name="hva saken gjelder")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("open", "under behandling"),
                            ("decided", "vedtatt"),
                            ("closed", "avsluttet"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="registrert"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registrert av",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="er nå i",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.casekind",
                        verbose_name="sakstype",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saksbehandler",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                        verbose_name="eies av",
                    ),
                ),
                (
                    "exempt_ground",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.legalground",
                        verbose_name="unntatt offentlighet etter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sak",
                "verbose_name_plural": "historical saker",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCase_municipalities",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="cases.historicalcase",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCase_municipalities",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseKind",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=80, verbose_name="navn")),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="forklaring"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rekkefølge"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sakstype",
                "verbose_name_plural": "historical sakstyper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalGround",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("citation", models.CharField(max_length=80, verbose_name="hjemmel")),
                ("description", models.CharField(max_length=200, verbose_name="hva den verner")),
                (
                    "is_duty",
                    models.BooleanField(default=False, verbose_name="må unntas (taushetsplikt)"),
                ),
                ("start", models.DateField(verbose_name="gjelder fra")),
                ("end", models.DateField(blank=True, null=True, verbose_name="gjelder til")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical hjemmel",
                "verbose_name_plural": "historical hjemler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoute",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prepare", "forberede"),
                            ("advise", "gi råd"),
                            ("recommend", "tilrå"),
                            ("conclude", "konkludere"),
                            ("decide", "vedta"),
                            ("inform", "bli orientert"),
                        ],
                        max_length=10,
                        verbose_name="forumet skal",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "from_forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="fra",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Forumet som avgjør om saken løftes. Lederen av sekretariatet kan alltid.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="avgjøres av",
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="til",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical saksvei",
                "verbose_name_plural": "historical saksveier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTreatment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prepare", "forberede"),
                            ("advise", "gi råd"),
                            ("recommend", "tilrå"),
                            ("conclude", "konkludere"),
                            ("decide", "vedta"),
                            ("inform", "bli orientert"),
                        ],
                        max_length=10,
                        verbose_name="skal",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bedt om"),
                ),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="ønsket innen")),
                (
                    "wanted_when",
                    models.CharField(
                        blank=True,
                        help_text="For eksempel «høsten 2026».",
                        max_length=60,
                        verbose_name="ønsket når",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "venter på møte"),
                            ("scheduled", "satt på sakslisten"),
                            ("done", "behandlet"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("concluded", "konkludert"),
                            ("recommended", "tilrådd"),
                            ("decided", "vedtatt"),
                            ("decided_changed", "vedtatt med endringer"),
                            ("noted", "tatt til orientering"),
                            ("postponed", "utsatt"),
                            ("returned", "sendt tilbake"),
                            ("not_treated", "ikke behandlet"),
                        ],
                        max_length=16,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, verbose_name="konklusjon, tilrådning eller vedtak"
                    ),
                ),
                (
                    "text_confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="teksten er bekreftet"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="behandlet")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bedt om av",
                    ),
                ),
                (
                    "asked_by_forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="bedt om av forum",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="forum",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text_confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bekreftet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical behandling",
                "verbose_name_plural": "historical behandlinger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("brief", "saksframlegg"),
                            ("attachment", "vedlegg"),
                            ("minutes", "referat"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="lagt til"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exempt_ground",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.legalground",
                        verbose_name="unntatt offentlighet etter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dokument",
                "verbose_name_plural": "historical dokumenter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prepare", "forberede"),
                            ("advise", "gi råd"),
                            ("recommend", "tilrå"),
                            ("conclude", "konkludere"),
                            ("decide", "vedta"),
                            ("inform", "bli orientert"),
                        ],
                        max_length=10,
                        verbose_name="forumet skal",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                (
                    "from_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routes_out",
                        to="forums.forum",
                        verbose_name="fra",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Forumet som avgjør om saken løftes. Lederen av sekretariatet kan alltid.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes_released",
                        to="forums.forum",
                        verbose_name="avgjøres av",
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routes_in",
                        to="forums.forum",
                        verbose_name="til",
                    ),
                ),
            ],
            options={
                "verbose_name": "saksvei",
                "verbose_name_plural": "saksveier",
                "ordering": ["from_forum__level", "from_forum", "to_forum"],
                "constraints": [
                    models.UniqueConstraint(fields=("from_forum", "to_forum"), name="route_once"),
                    models.CheckConstraint(
                        condition=models.Q(("from_forum", models.F("to_forum")), _negated=True),
                        name="route_between_two_forums",
                        violation_error_message="En saksvei går mellom to ulike forum.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prepare", "forberede"),
                            ("advise", "gi råd"),
                            ("recommend", "tilrå"),
                            ("conclude", "konkludere"),
                            ("decide", "vedta"),
                            ("inform", "bli orientert"),
                        ],
                        max_length=10,
                        verbose_name="skal",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bedt om"),
                ),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="ønsket innen")),
                (
                    "wanted_when",
                    models.CharField(
                        blank=True,
                        help_text="For eksempel «høsten 2026».",
                        max_length=60,
                        verbose_name="ønsket når",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "venter på møte"),
                            ("scheduled", "satt på sakslisten"),
                            ("done", "behandlet"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("concluded", "konkludert"),
                            ("recommended", "tilrådd"),
                            ("decided", "vedtatt"),
                            ("decided_changed", "vedtatt med endringer"),
                            ("noted", "tatt til orientering"),
                            ("postponed", "utsatt"),
                            ("returned", "sendt tilbake"),
                            ("not_treated", "ikke behandlet"),
                        ],
                        max_length=16,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, verbose_name="konklusjon, tilrådning eller vedtak"
                    ),
                ),
                (
                    "text_confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="teksten er bekreftet"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="behandlet")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bedt om av",
                    ),
                ),
                (
                    "asked_by_forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treatments_asked_for",
                        to="forums.forum",
                        verbose_name="bedt om av forum",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treatments",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treatments",
                        to="forums.forum",
                        verbose_name="forum",
                    ),
                ),
                (
                    "text_confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bekreftet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "behandling",
                "verbose_name_plural": "behandlinger",
                "ordering": ["case", "asked_at", "pk"],
                "indexes": [
                    models.Index(fields=["forum", "state"], name="cases_treat_forum_i_129fb2_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), ("done_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="treatment_done_has_outcome_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "outcome__in",
                                    ["concluded", "recommended", "decided", "decided_changed"],
                                ),
                                _negated=True,
                            ),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="treatment_outcome_has_text",
                        violation_error_message="Skriv hva forumet kom fram til.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("text_confirmed_at__isnull", True),
                                ("text_confirmed_by__isnull", True),
                            ),
                            models.Q(
                                ("text_confirmed_at__isnull", False),
                                ("text_confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="treatment_confirmed_has_person_and_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "scheduled"])),
                        fields=("case", "forum", "role"),
                        name="treatment_open_once_a_forum_and_role",
                        violation_error_message="Forumet har alt denne saken til behandling.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutingEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(verbose_name="nummer i saken")),
                (
                    "kind",
                    models.CharField(
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
                        ],
                        max_length=12,
                        verbose_name="hendelse",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "previous_hash",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="avtrykk av hendelsen før"
                    ),
                ),
                ("hash", models.CharField(max_length=64, verbose_name="avtrykk")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "from_forum",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="fra forum",
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="til forum",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cases.treatment",
                        verbose_name="behandling",
                    ),
                ),
            ],
            options={
                "verbose_name": "hendelse i saksgangen",
                "verbose_name_plural": "saksgang",
                "ordering": ["case", "sequence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "sequence"), name="event_number_once_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgendaItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="saksnummer i møtet")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rekkefølge")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("information", "orientering"),
                            ("discussion", "drøfting"),
                            ("decision", "avgjørelse"),
                        ],
                        max_length=12,
                        verbose_name="formål",
                    ),
                ),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(default=15, verbose_name="minutter satt av"),
                ),
                (
                    "minutes_used",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minutter brukt"
                    ),
                ),
                (
                    "oral_reason",
                    models.CharField(
                        blank=True,
                        help_text="Fylles ut når saken ikke har saksframlegg.",
                        max_length=300,
                        verbose_name="hvorfor saken er muntlig",
                    ),
                ),
                (
                    "proposal",
                    models.TextField(blank=True, verbose_name="innstilling fra sekretariatet"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("concluded", "konkludert"),
                            ("recommended", "tilrådd"),
                            ("decided", "vedtatt"),
                            ("decided_changed", "vedtatt med endringer"),
                            ("noted", "tatt til orientering"),
                            ("postponed", "utsatt"),
                            ("returned", "sendt tilbake"),
                            ("not_treated", "ikke behandlet"),
                        ],
                        max_length=16,
                        verbose_name="utfall",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="det møtet kom fram til")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="lukket")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.meeting",
                        verbose_name="møte",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.document",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.treatment",
                        verbose_name="behandling",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sak på sakslisten",
                "verbose_name_plural": "historical saksliste",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="saksnummer i møtet")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rekkefølge")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("information", "orientering"),
                            ("discussion", "drøfting"),
                            ("decision", "avgjørelse"),
                        ],
                        max_length=12,
                        verbose_name="formål",
                    ),
                ),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(default=15, verbose_name="minutter satt av"),
                ),
                (
                    "minutes_used",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minutter brukt"
                    ),
                ),
                (
                    "oral_reason",
                    models.CharField(
                        blank=True,
                        help_text="Fylles ut når saken ikke har saksframlegg.",
                        max_length=300,
                        verbose_name="hvorfor saken er muntlig",
                    ),
                ),
                (
                    "proposal",
                    models.TextField(blank=True, verbose_name="innstilling fra sekretariatet"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("concluded", "konkludert"),
                            ("recommended", "tilrådd"),
                            ("decided", "vedtatt"),
                            ("decided_changed", "vedtatt med endringer"),
                            ("noted", "tatt til orientering"),
                            ("postponed", "utsatt"),
                            ("returned", "sendt tilbake"),
                            ("not_treated", "ikke behandlet"),
                        ],
                        max_length=16,
                        verbose_name="utfall",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="det møtet kom fram til")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="lukket")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="forums.meeting",
                        verbose_name="møte",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="cases.document",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="cases.treatment",
                        verbose_name="behandling",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak på sakslisten",
                "verbose_name_plural": "saksliste",
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "treatment"), name="agenda_treatment_once"
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "number"), name="agenda_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paper__isnull", False),
                            models.Q(("oral_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agenda_paper_or_reason_it_is_oral",
                        violation_error_message="Legg ved et saksframlegg, eller skriv hvorfor saken er muntlig.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agenda_closed_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseGroupPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_permissions",
                        to="cases.case",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
            ],
            options={
                "verbose_name": "gruppens tilgang til en sak",
                "verbose_name_plural": "gruppers tilgang til saker",
                "abstract": False,
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="versjon")),
                ("file", models.FileField(upload_to="documents/%Y/%m/", verbose_name="fil")),
                ("filename", models.CharField(max_length=200, verbose_name="filnavn")),
                ("media_type", models.CharField(max_length=100, verbose_name="filtype")),
                ("size", models.PositiveIntegerField(verbose_name="størrelse i byte")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="lastet opp"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lastet opp av",
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumentversjon",
                "verbose_name_plural": "dokumentversjoner",
                "ordering": ["document", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="document_version_once"
                    )
                ],
            },
        ),
        append_only("cases_routingevent"),
    ]
