"""A question to a forum or a party can be taken back: one more kind of event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_what_was_sent_on_is_quick"),
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
    ]
