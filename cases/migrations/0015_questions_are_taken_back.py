"""A question can be taken back: one more kind of event. A forum's leader hears as its leader."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_texts_know_where_their_case_is"),
    ]

    operations = [
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
                ],
                max_length=16,
                verbose_name="hendelse",
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
                    ("officer", "du er saksbehandler"),
                    ("party", "du er kontakt for parten"),
                    ("secretariat", "du er i sekretariatet"),
                    ("follows", "du følger saken"),
                ],
                max_length=12,
                verbose_name="hvorfor",
            ),
        ),
    ]
