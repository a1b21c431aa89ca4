"""What stands around a case: orders, the parties' answers, briefs, links, readers, search."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_what_was_there_grows"),
        ("forums", "0003_imports_can_be_resumed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Anchoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "required",
                    models.BooleanField(default=False, verbose_name="må behandles hos parten"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="spurt"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "ikke begynt"),
                            ("with_line", "hos linjen"),
                            ("clarified", "avklart"),
                            ("political", "politisk behandlet"),
                            ("rejected", "avvist"),
                        ],
                        default="not_started",
                        max_length=12,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        help_text="Avdelingen i linjen, eller det politiske organet.",
                        max_length=120,
                        verbose_name="hvor i egen organisasjon",
                    ),
                ),
                (
                    "treated_on",
                    models.DateField(blank=True, null=True, verbose_name="behandlet dato"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="vilkår og merknader")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="spurt av",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchorings",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kontaktperson",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchorings",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchorings",
                        to="forums.party",
                        verbose_name="part",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchorings",
                        to="cases.treatment",
                        verbose_name="vedtaket som skal behandles",
                    ),
                ),
            ],
            options={
                "verbose_name": "forankring",
                "verbose_name_plural": "forankring",
                "ordering": ["case", "party__name"],
                "indexes": [
                    models.Index(fields=["party", "state"], name="cases_ancho_party_i_42a7b8_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "party"), name="anchoring_once_a_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["clarified", "political", "rejected"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("where", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("treated_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="anchoring_answered_says_where_and_when",
                        violation_error_message="Skriv hvor og når saken ble behandlet hos parten.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "rejected"), _negated=True),
                            models.Q(("conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="anchoring_rejected_says_why",
                        violation_error_message="Skriv hvorfor parten avviser saken.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("submitted", "sendt til sekretariatet"),
                            ("returned", "sendt tilbake"),
                            ("passed", "godkjent"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="begynt"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="sendt")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="vurdert")),
                ("return_reason", models.TextField(blank=True, verbose_name="hva som mangler")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "co_authors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="briefs_shared",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medforfattere",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begynt av",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brief",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="forums.forum",
                        verbose_name="stilet til",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vurdert av",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sendt av",
                    ),
                ),
            ],
            options={
                "verbose_name": "saksframlegg",
                "verbose_name_plural": "saksframlegg",
                "ordering": ["case", "created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "forum"),
                        name="brief_once_a_forum",
                        violation_error_message="Saken har alt et saksframlegg til dette forumet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="brief_returned_says_why",
                        violation_error_message="Skriv hva som mangler.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "passed"), _negated=True),
                            models.Q(
                                ("document__isnull", False),
                                ("judged_at__isnull", False),
                                ("judged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="brief_passed_is_a_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="brief_submitted_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="rekkefølge"),
                ),
                ("heading", models.CharField(max_length=100, verbose_name="overskrift")),
                (
                    "guidance",
                    models.TextField(blank=True, max_length=600, verbose_name="veiledning"),
                ),
                ("required", models.BooleanField(default=True, verbose_name="må fylles ut")),
                (
                    "min_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 betyr at lengden ikke sjekkes.",
                        verbose_name="minst så mange ord",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("text", "tekst"),
                            ("background", "bakgrunn"),
                            ("positions", "partenes syn"),
                            ("anchoring", "forankring"),
                            ("conclusion", "forslag til konklusjon"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="brukes til",
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "number",
                    models.PositiveIntegerField(default=0, verbose_name="lagret så mange ganger"),
                ),
                ("updated_at", models.DateTimeField(blank=True, null=True, verbose_name="skrevet")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="cases.brief",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "del av saksframlegg",
                "verbose_name_plural": "deler av saksframlegg",
                "ordering": ["brief", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("brief", "heading"), name="brief_heading_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brief_template",
                        to="cases.casekind",
                        verbose_name="sakstype",
                    ),
                ),
            ],
            options={
                "verbose_name": "mal for saksframlegg",
                "verbose_name_plural": "maler for saksframlegg",
                "ordering": ["kind__position", "kind__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("kind", models.Value(0)),
                        name="brief_template_default_once",
                        violation_error_message="Det finnes alt en standardmal.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("kept", "tatt vare på"),
                            ("submitted", "sendt til sekretariatet"),
                            ("returned", "sendt tilbake"),
                            ("passed", "godkjent"),
                            ("imported", "før import fra Word"),
                        ],
                        max_length=10,
                        verbose_name="tatt",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="merknad")),
                ("sections", models.JSONField(verbose_name="deler")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="cases.brief",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
                    ),
                ),
            ],
            options={
                "verbose_name": "versjon av saksframlegg",
                "verbose_name_plural": "versjoner av saksframlegg",
                "ordering": ["brief", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("brief", "number"), name="brief_version_once")
                ],
            },
        ),
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
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gitt av",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tatt tilbake av",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "navngitt tilgang",
                "verbose_name_plural": "navngitte tilganger",
                "ordering": ["case", "end", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="grant_ends_after_start",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
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
                            ("related", "henger sammen med"),
                            ("follows", "følger opp"),
                            ("part_of", "er en del av"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="forklaring")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="lagt til"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lagt til av",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="cases.case",
                        verbose_name="den andre saken",
                    ),
                ),
            ],
            options={
                "verbose_name": "lenke mellom saker",
                "verbose_name_plural": "lenker mellom saker",
                "ordering": ["case", "made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "other"),
                        name="case_link_once",
                        violation_error_message="Sakene er alt lenket sammen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("other")), _negated=True),
                        name="case_link_to_another",
                        violation_error_message="En sak kan ikke lenkes til seg selv.",
                    ),
                ],
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
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="user_permissions",
                        to="cases.case",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "personens tilgang til en sak",
                "verbose_name_plural": "personers tilgang til saker",
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="CommentRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "message",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="hva ønskes det svar på"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="startet"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="cases.brief",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="avsluttet av",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="startet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentarrunde",
                "verbose_name_plural": "kommentarrunder",
                "ordering": ["brief", "-started_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_round_ended_by_someone",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
                ("text", models.TextField(max_length=4000, verbose_name="kommentar")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "ikke vurdert"),
                            ("taken", "tatt inn"),
                            ("not_taken", "ikke tatt inn"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="vurdering",
                    ),
                ),
                ("reply", models.TextField(blank=True, max_length=2000, verbose_name="svar")),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="cases.briefsection",
                        verbose_name="del",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="cases.commentround",
                        verbose_name="kommentarrunde",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentar",
                "verbose_name_plural": "kommentarer",
                "ordering": ["section", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_taken"), _negated=True),
                            models.Q(("reply", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_not_taken_says_why",
                        violation_error_message="Skriv hvorfor kommentaren ikke er tatt inn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comment_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="cases.commentround",
                        verbose_name="kommentarrunde",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørsmål om kommentar",
                "verbose_name_plural": "spørsmål om kommentar",
                "ordering": ["round", "user__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "user"), name="comment_asked_once_a_round"
                    )
                ],
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="cases.documentversion",
                        verbose_name="versjon",
                    ),
                ),
            ],
            options={
                "verbose_name": "åpning av unntatt dokument",
                "verbose_name_plural": "åpninger av unntatte dokumenter",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["version", "user", "-at"], name="cases_docum_version_fc14ee_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="siden"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases_followed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "følger av en sak",
                "verbose_name_plural": "følgere av saker",
                "ordering": ["case", "since"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "user"), name="follower_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="hva som skal gjøres")),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "åpen"), ("done", "gjort"), ("dropped", "falt bort")],
                        db_index=True,
                        default="open",
                        max_length=8,
                        verbose_name="tilstand",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="hva som ble gjort")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="satt opp"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="satt opp av",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="forums.party",
                        verbose_name="ansvarlig part",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig person",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="cases.treatment",
                        verbose_name="kommer av behandlingen i",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppfølging",
                "verbose_name_plural": "oppfølginger",
                "ordering": ["due", "pk"],
                "indexes": [
                    models.Index(
                        fields=["party", "state", "due"], name="cases_follo_party_i_5326f6_idx"
                    ),
                    models.Index(fields=["person", "state"], name="cases_follo_person__40451e_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["done", "dropped"]),
                                ("ended_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_ended_says_what_was_done",
                        violation_error_message="Skriv hva som ble gjort, eller hvorfor det falt bort.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnchoring",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "required",
                    models.BooleanField(default=False, verbose_name="må behandles hos parten"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="spurt"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "ikke begynt"),
                            ("with_line", "hos linjen"),
                            ("clarified", "avklart"),
                            ("political", "politisk behandlet"),
                            ("rejected", "avvist"),
                        ],
                        default="not_started",
                        max_length=12,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        help_text="Avdelingen i linjen, eller det politiske organet.",
                        max_length=120,
                        verbose_name="hvor i egen organisasjon",
                    ),
                ),
                (
                    "treated_on",
                    models.DateField(blank=True, null=True, verbose_name="behandlet dato"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="vilkår og merknader")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
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
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
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
                        verbose_name="spurt av",
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
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kontaktperson",
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
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                        verbose_name="part",
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
                        verbose_name="vedtaket som skal behandles",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical forankring",
                "verbose_name_plural": "historical forankring",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBrief",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("submitted", "sendt til sekretariatet"),
                            ("returned", "sendt tilbake"),
                            ("passed", "godkjent"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="begynt"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="sendt")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="vurdert")),
                ("return_reason", models.TextField(blank=True, verbose_name="hva som mangler")),
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
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begynt av",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.document",
                        verbose_name="dokument",
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
                        verbose_name="stilet til",
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
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vurdert av",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sendt av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical saksframlegg",
                "verbose_name_plural": "historical saksframlegg",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBrief_co_authors",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "brief",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.brief",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="cases.historicalbrief",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalBrief_co_authors",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBriefSection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="rekkefølge"),
                ),
                ("heading", models.CharField(max_length=100, verbose_name="overskrift")),
                (
                    "guidance",
                    models.TextField(blank=True, max_length=600, verbose_name="veiledning"),
                ),
                ("required", models.BooleanField(default=True, verbose_name="må fylles ut")),
                (
                    "min_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 betyr at lengden ikke sjekkes.",
                        verbose_name="minst så mange ord",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("text", "tekst"),
                            ("background", "bakgrunn"),
                            ("positions", "partenes syn"),
                            ("anchoring", "forankring"),
                            ("conclusion", "forslag til konklusjon"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="brukes til",
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "number",
                    models.PositiveIntegerField(default=0, verbose_name="lagret så mange ganger"),
                ),
                ("updated_at", models.DateTimeField(blank=True, null=True, verbose_name="skrevet")),
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
                    "brief",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.brief",
                        verbose_name="saksframlegg",
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
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical del av saksframlegg",
                "verbose_name_plural": "historical deler av saksframlegg",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBriefTemplate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
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
            ],
            options={
                "verbose_name": "historical mal for saksframlegg",
                "verbose_name_plural": "historical maler for saksframlegg",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gitt av",
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
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tatt tilbake av",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
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
            name="HistoricalCaseLink",
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
                            ("related", "henger sammen med"),
                            ("follows", "følger opp"),
                            ("part_of", "er en del av"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="forklaring")),
                (
                    "made_at",
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lagt til av",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="den andre saken",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lenke mellom saker",
                "verbose_name_plural": "historical lenker mellom saker",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="når")),
                ("text", models.TextField(max_length=4000, verbose_name="kommentar")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "ikke vurdert"),
                            ("taken", "tatt inn"),
                            ("not_taken", "ikke tatt inn"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="vurdering",
                    ),
                ),
                ("reply", models.TextField(blank=True, max_length=2000, verbose_name="svar")),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
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
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
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
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.commentround",
                        verbose_name="kommentarrunde",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.briefsection",
                        verbose_name="del",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical kommentar",
                "verbose_name_plural": "historical kommentarer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommentRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.commentround",
                        verbose_name="kommentarrunde",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical spørsmål om kommentar",
                "verbose_name_plural": "historical spørsmål om kommentar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommentRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "message",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="hva ønskes det svar på"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="startet"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
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
                    "brief",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.brief",
                        verbose_name="saksframlegg",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="avsluttet av",
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
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="startet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical kommentarrunde",
                "verbose_name_plural": "historical kommentarrunder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="hva som skal gjøres")),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "åpen"), ("done", "gjort"), ("dropped", "falt bort")],
                        db_index=True,
                        default="open",
                        max_length=8,
                        verbose_name="tilstand",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="hva som ble gjort")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="satt opp"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="satt opp av",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                        verbose_name="ansvarlig part",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig person",
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
                        verbose_name="kommer av behandlingen i",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical oppfølging",
                "verbose_name_plural": "historical oppfølginger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMediation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bedt om"),
                ),
                ("why", models.TextField(verbose_name="hva partene er uenige om")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "bedt om"),
                            ("ongoing", "i gang"),
                            ("settled", "enighet"),
                            ("unsettled", "fortsatt uenighet"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="hva partene kom fram til")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
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
                    "mediator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="megler",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                        verbose_name="bedt om av part",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical megling",
                "verbose_name_plural": "historical meglinger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartyPosition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("agrees", "enig"),
                            ("remark", "enig med merknad"),
                            ("reserves", "tar forbehold"),
                            ("objects", "sier nei"),
                            ("abstains", "avstår"),
                        ],
                        max_length=10,
                        verbose_name="partens syn",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor")),
                ("statement", models.TextField(blank=True, verbose_name="protokolltilførsel")),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ført"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.party",
                        verbose_name="part",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ført av",
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
                "verbose_name": "historical partens syn",
                "verbose_name_plural": "historical partenes syn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecurringOrder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="hva som bestilles")),
                ("why", models.TextField(verbose_name="hvorfor")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("yearly", "hvert år"),
                            ("half_yearly", "hvert halvår"),
                            ("quarterly", "hvert kvartal"),
                        ],
                        max_length=12,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("first_due", models.DateField(verbose_name="første frist")),
                (
                    "working_days_ahead",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="virkedager i forveien"
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
                        verbose_name="bestilles av",
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
                    "to_forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="bestilles hos",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fast bestilling",
                "verbose_name_plural": "historical faste bestillinger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTemplateSection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="rekkefølge"),
                ),
                ("heading", models.CharField(max_length=100, verbose_name="overskrift")),
                (
                    "guidance",
                    models.TextField(blank=True, max_length=600, verbose_name="veiledning"),
                ),
                ("required", models.BooleanField(default=True, verbose_name="må fylles ut")),
                (
                    "min_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 betyr at lengden ikke sjekkes.",
                        verbose_name="minst så mange ord",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("text", "tekst"),
                            ("background", "bakgrunn"),
                            ("positions", "partenes syn"),
                            ("anchoring", "forankring"),
                            ("conclusion", "forslag til konklusjon"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="brukes til",
                    ),
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
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.brieftemplate",
                        verbose_name="mal",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical del av malen",
                "verbose_name_plural": "historical deler av malen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Mediation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bedt om"),
                ),
                ("why", models.TextField(verbose_name="hva partene er uenige om")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "bedt om"),
                            ("ongoing", "i gang"),
                            ("settled", "enighet"),
                            ("unsettled", "fortsatt uenighet"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="hva partene kom fram til")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="megler",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations_asked",
                        to="forums.party",
                        verbose_name="bedt om av part",
                    ),
                ),
            ],
            options={
                "verbose_name": "megling",
                "verbose_name_plural": "meglinger",
                "ordering": ["case", "asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "ongoing"])),
                        fields=("case",),
                        name="mediation_one_at_a_time",
                        violation_error_message="Det er alt bedt om megling i saken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["settled", "unsettled"]),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                ("ended_at__isnull", True), ("state__in", ["asked", "ongoing"])
                            ),
                            _connector="OR",
                        ),
                        name="mediation_ended_says_what_came_of_it",
                        violation_error_message="Skriv hva partene kom fram til.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("forum", "du sitter i forumet"),
                            ("sender", "forumet ditt sendte saken"),
                            ("officer", "du er saksbehandler"),
                            ("party", "du er kontakt for parten"),
                            ("secretariat", "du er i sekretariatet"),
                            ("follows", "du følger saken"),
                        ],
                        max_length=12,
                        verbose_name="hvorfor",
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.routingevent",
                        verbose_name="hendelse",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "varsel",
                "verbose_name_plural": "varsler",
                "ordering": ["-event", "pk"],
                "indexes": [
                    models.Index(fields=["user", "read_at"], name="cases_notic_user_id_8db499_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "user"), name="notice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("agrees", "enig"),
                            ("remark", "enig med merknad"),
                            ("reserves", "tar forbehold"),
                            ("objects", "sier nei"),
                            ("abstains", "avstår"),
                        ],
                        max_length=10,
                        verbose_name="partens syn",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor")),
                ("statement", models.TextField(blank=True, verbose_name="protokolltilførsel")),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ført"),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="forums.party",
                        verbose_name="part",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ført av",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="cases.treatment",
                        verbose_name="behandling",
                    ),
                ),
            ],
            options={
                "verbose_name": "partens syn",
                "verbose_name_plural": "partenes syn",
                "ordering": ["treatment", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("treatment", "party"), name="position_once_a_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("position__in", ["remark", "reserves", "objects"]), _negated=True
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="position_says_why",
                        violation_error_message="Skriv merknaden, forbeholdet eller hvorfor parten sier nei.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecurringOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="hva som bestilles")),
                ("why", models.TextField(verbose_name="hvorfor")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("yearly", "hvert år"),
                            ("half_yearly", "hvert halvår"),
                            ("quarterly", "hvert kvartal"),
                        ],
                        max_length=12,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("first_due", models.DateField(verbose_name="første frist")),
                (
                    "working_days_ahead",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="virkedager i forveien"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                (
                    "from_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="bestilles av",
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recurring_orders",
                        to="forums.forum",
                        verbose_name="bestilles hos",
                    ),
                ),
            ],
            options={
                "verbose_name": "fast bestilling",
                "verbose_name_plural": "faste bestillinger",
                "ordering": ["from_forum__level", "to_forum__position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_forum", models.F("to_forum")), _negated=True),
                        name="recurring_order_between_two_forums",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOrder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="hva som bestilles")),
                ("why", models.TextField(verbose_name="hvorfor")),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "venter på svar"),
                            ("answered", "besvart"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "ordered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bestilt"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="trukket fordi"),
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
                    "answer_case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="saken som svarer",
                    ),
                ),
                (
                    "answer_document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.document",
                        verbose_name="dokumentet som svarer",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
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
                        verbose_name="gjelder sak",
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
                        verbose_name="bestilt av",
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
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestilt ved",
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
                        verbose_name="bestilt hos",
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
                        verbose_name="behandlingen den åpnet",
                    ),
                ),
                (
                    "recurring",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.recurringorder",
                        verbose_name="fast bestilling",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bestilling",
                "verbose_name_plural": "historical bestillinger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="hva som bestilles")),
                ("why", models.TextField(verbose_name="hvorfor")),
                ("due", models.DateField(verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "venter på svar"),
                            ("answered", "besvart"),
                            ("withdrawn", "trukket"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "ordered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="bestilt"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="trukket fordi"),
                ),
                (
                    "answer_case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_orders",
                        to="cases.case",
                        verbose_name="saken som svarer",
                    ),
                ),
                (
                    "answer_document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_orders",
                        to="cases.document",
                        verbose_name="dokumentet som svarer",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svart av",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.case",
                        verbose_name="gjelder sak",
                    ),
                ),
                (
                    "from_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders_made",
                        to="forums.forum",
                        verbose_name="bestilt av",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestilt ved",
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders_got",
                        to="forums.forum",
                        verbose_name="bestilt hos",
                    ),
                ),
                (
                    "treatment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="cases.treatment",
                        verbose_name="behandlingen den åpnet",
                    ),
                ),
                (
                    "recurring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.recurringorder",
                        verbose_name="fast bestilling",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestilling",
                "verbose_name_plural": "bestillinger",
                "ordering": ["due", "pk"],
                "indexes": [
                    models.Index(
                        fields=["to_forum", "state"], name="cases_order_to_foru_a48f54_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_forum", models.F("to_forum")), _negated=True),
                        name="order_between_two_forums",
                        violation_error_message="En bestilling går mellom to ulike forum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("state", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="order_answered_has_answer_person_and_time",
                        violation_error_message="Skriv svaret på bestillingen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="order_withdrawn_has_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("recurring", "due"), name="order_made_once_a_period"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="navn")),
                ("query", models.CharField(blank=True, max_length=500, verbose_name="filtre")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="lagret"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "lagret visning",
                "verbose_name_plural": "lagrede visninger",
                "ordering": ["user", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "name"),
                        name="saved_view_name_once",
                        violation_error_message="Du har alt en visning med dette navnet.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
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
                            ("sak", "saker"),
                            ("konklusjon", "konklusjoner og vedtak"),
                            ("saksliste", "saker i møter"),
                            ("dokument", "dokumenter"),
                            ("syn", "partenes syn"),
                        ],
                        max_length=12,
                        verbose_name="hva det er",
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="raden teksten er fra")),
                (
                    "is_open",
                    models.BooleanField(
                        default=False, verbose_name="kan leses av alle representanter"
                    ),
                ),
                ("day", models.DateField(verbose_name="dato")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="tittel")),
                ("body", models.TextField(blank=True, verbose_name="tekst")),
                ("title_stems", models.TextField(blank=True, verbose_name="ordstammer i tittelen")),
                ("stems", models.TextField(blank=True, verbose_name="ordstammer i alt")),
                (
                    "form",
                    models.PositiveSmallIntegerField(verbose_name="laget med ordtabellene nummer"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        help_text="Tomt når det er forumet som saken er i.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forums.forum",
                        verbose_name="forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "søkbar tekst",
                "verbose_name_plural": "søkbare tekster",
                "ordering": ["kind", "-day", "-pk"],
                "indexes": [
                    models.Index(fields=["kind", "-day", "-id"], name="search_newest_first")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("object_id", "kind"), name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="rekkefølge"),
                ),
                ("heading", models.CharField(max_length=100, verbose_name="overskrift")),
                (
                    "guidance",
                    models.TextField(blank=True, max_length=600, verbose_name="veiledning"),
                ),
                ("required", models.BooleanField(default=True, verbose_name="må fylles ut")),
                (
                    "min_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 betyr at lengden ikke sjekkes.",
                        verbose_name="minst så mange ord",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("text", "tekst"),
                            ("background", "bakgrunn"),
                            ("positions", "partenes syn"),
                            ("anchoring", "forankring"),
                            ("conclusion", "forslag til konklusjon"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="brukes til",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="cases.brieftemplate",
                        verbose_name="mal",
                    ),
                ),
            ],
            options={
                "verbose_name": "del av malen",
                "verbose_name_plural": "deler av malen",
                "ordering": ["template", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "heading"),
                        name="brief_heading_once_a_template",
                        violation_error_message="Malen har alt en del med denne overskriften.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_event", models.PositiveIntegerField(verbose_name="siste hendelse")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="sist lest"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "besøk i en sak",
                "verbose_name_plural": "besøk i saker",
                "ordering": ["user", "-at"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "user"), name="visit_once")
                ],
            },
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vurdert av",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighings",
                        to="cases.case",
                        verbose_name="sak",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighings",
                        to="cases.document",
                        verbose_name="dokument",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.legalground",
                        verbose_name="hjemmel",
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering av merinnsyn",
                "verbose_name_plural": "vurderinger av merinnsyn",
                "ordering": ["case", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("considered", ""), _negated=True),
                        name="weighing_says_what_was_considered",
                    )
                ],
            },
        ),
    ]
