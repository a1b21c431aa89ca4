"""Cases, routes, papers and treatments get room for the whole story."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_the_cases_and_their_way"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="route",
            options={
                "ordering": ["kind", "from_forum__level", "from_forum", "to_forum", "role"],
                "verbose_name": "saksvei",
                "verbose_name_plural": "saksveier",
            },
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_closed_has_time",
        ),
        migrations.RemoveConstraint(
            model_name="route",
            name="route_once",
        ),
        migrations.AddField(
            model_name="case",
            name="final_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Når den siste parten som måtte, hadde behandlet vedtaket.",
                null=True,
                verbose_name="endelig",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="is_shown_to_all",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="vist for alle representanter"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="cases.case",
                verbose_name="slått sammen med",
            ),
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
            model_name="historicalcase",
            name="final_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Når den siste parten som måtte, hadde behandlet vedtaket.",
                null=True,
                verbose_name="endelig",
            ),
        ),
        migrations.AddField(
            model_name="historicalcase",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.case",
                verbose_name="slått sammen med",
            ),
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
            model_name="historicalroute",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lift", "løfte saken"),
                    ("send", "sende saken"),
                    ("ask", "be om behandling"),
                    ("order", "bestille arbeid"),
                ],
                default="lift",
                max_length=8,
                verbose_name="lar noen",
            ),
        ),
        migrations.AddField(
            model_name="historicalroute",
            name="who",
            field=models.CharField(
                choices=[
                    ("secretariat", "alle i sekretariatet"),
                    ("head", "lederen av sekretariatet"),
                    ("leader", "lederen av forumet saken er i, og sekretariatet"),
                    ("releaser", "lederen av et bestemt forum, og lederen av sekretariatet"),
                ],
                default="secretariat",
                max_length=12,
                verbose_name="avgjøres av",
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
        migrations.AddField(
            model_name="route",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lift", "løfte saken"),
                    ("send", "sende saken"),
                    ("ask", "be om behandling"),
                    ("order", "bestille arbeid"),
                ],
                default="lift",
                max_length=8,
                verbose_name="lar noen",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="who",
            field=models.CharField(
                choices=[
                    ("secretariat", "alle i sekretariatet"),
                    ("head", "lederen av sekretariatet"),
                    ("leader", "lederen av forumet saken er i, og sekretariatet"),
                    ("releaser", "lederen av et bestemt forum, og lederen av sekretariatet"),
                ],
                default="secretariat",
                max_length=12,
                verbose_name="avgjøres av",
            ),
        ),
        migrations.AddField(
            model_name="routingevent",
            name="other_case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
                verbose_name="den andre saken",
            ),
        ),
        migrations.AddField(
            model_name="routingevent",
            name="party",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forums.party",
                verbose_name="part",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "utkast"),
                    ("open", "under behandling"),
                    ("decided", "vedtatt"),
                    ("closed", "avsluttet"),
                    ("withdrawn", "trukket"),
                    ("merged", "slått sammen"),
                ],
                db_index=True,
                default="draft",
                max_length=10,
                verbose_name="status",
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
            model_name="historicalcase",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "utkast"),
                    ("open", "under behandling"),
                    ("decided", "vedtatt"),
                    ("closed", "avsluttet"),
                    ("withdrawn", "trukket"),
                    ("merged", "slått sammen"),
                ],
                db_index=True,
                default="draft",
                max_length=10,
                verbose_name="status",
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
        migrations.AlterField(
            model_name="historicalroute",
            name="released_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="forums.forum",
                verbose_name="lederen av",
            ),
        ),
        migrations.AlterField(
            model_name="historicalroute",
            name="role",
            field=models.CharField(
                blank=True,
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
        migrations.AlterField(
            model_name="route",
            name="released_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="routes_released",
                to="forums.forum",
                verbose_name="lederen av",
            ),
        ),
        migrations.AlterField(
            model_name="route",
            name="role",
            field=models.CharField(
                blank=True,
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
                ],
                max_length=16,
                verbose_name="hendelse",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["status", "-year", "-sequence"], name="case_status_newest_first"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["owner", "status"], name="case_owner_status"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["status", "is_shown_to_all", "officer", "created_by", "id"],
                name="case_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["officer", "status"], name="case_officer_status"),
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
        migrations.AddIndex(
            model_name="treatment",
            index=models.Index(fields=["state", "asked_at"], name="treatment_waiting_longest"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("status__in", ["closed", "withdrawn", "merged"]),
                    ),
                    models.Q(
                        ("closed_at__isnull", True), ("status__in", ["draft", "open", "decided"])
                    ),
                    _connector="OR",
                ),
                name="case_closed_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(
                        models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="case_merged_names_the_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("final_at__isnull", True),
                    ("status__in", ["decided", "closed"]),
                    _connector="OR",
                ),
                name="case_final_is_decided",
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
        migrations.AddConstraint(
            model_name="route",
            constraint=models.UniqueConstraint(
                fields=("kind", "from_forum", "to_forum", "role"), name="route_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["lift", "send", "order"])),
                fields=("kind", "from_forum", "to_forum"),
                name="route_moves_for_one_thing",
                violation_error_message="Det går alt en slik saksvei mellom de to forumene.",
            ),
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "order"), ("role", "")),
                    models.Q(
                        models.Q(("kind", "order"), _negated=True),
                        models.Q(("role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="route_says_what_the_forum_does",
                violation_error_message="Velg hva forumet skal gjøre med saken. En bestilling har ikke noe slikt valg.",
            ),
        ),
    ]
