"""The demo's sign-ins, one per kind of user; shown on the sign-in page in demo mode only."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "miljoloftet-demo"  # noqa: S105  # made-up people on made-up data


@dataclass(frozen=True)
class DemoSignIn:
    email: str
    name: str
    kind: str | Promise
    try_this: str | Promise


SIGN_INS: tuple[DemoSignIn, ...] = (
    DemoSignIn(
        "sekretariatsleder@eksempel.no",
        "Ingunn Samværsdal",
        _("Leder av sekretariatet og AU"),
        _("Løft en sak fra AU til AKG, og bekreft et vedtak."),
    ),
    DemoSignIn(
        "saksbehandler@eksempel.no",
        "Mathias Papirvind",
        _("Saksbehandler i sekretariatet"),
        _("Sett en sak på sakslisten til neste møte, og legg fram et utkast."),
    ),
    DemoSignIn(
        "akg-leder@eksempel.no",
        "Ragnhild Fjordlysen",
        _("Leder av AKG"),
        _("Se hva AKG skal drøfte, og hva gruppen kan avgjøre."),
    ),
    DemoSignIn(
        "au-medlem@eksempel.no",
        "Oddny Bekkefaret",
        _("Medlem i AU"),
        _("Les papirene til neste møte i AU."),
    ),
    DemoSignIn(
        "faggruppeleder@eksempel.no",
        "Eirik Taktfast",
        _("Leder av en faggruppe"),
        _("Registrer en sak fra faggruppen, og se hva den er bedt om råd om."),
    ),
    DemoSignIn(
        "styringsgruppe@eksempel.no",
        "Gunnhild Skjærgård",
        _("Medlem i styringsgruppene"),
        _("Følg en sak du ikke har vært i møte om, fra faggruppe til vedtak."),
    ),
    DemoSignIn(
        "partskontakt@eksempel.no",
        "Magnhild Heiloft",
        _("Partskontakt, skriver nynorsk"),
        _("Meld inn en ny representant på en ledig plass."),
    ),
    DemoSignIn(
        "ny@eksempel.no",
        "Iselin Nymorgen",
        _("Ny i en faggruppe"),
        _("Åpne «Ny i Miljøloftet», og se på utkastet du har begynt på."),
    ),
    DemoSignIn(
        "observator@eksempel.no",
        "Kolbein Utkikk",
        _("Observatør i AU"),
        _("Se at du kan følge med, men ikke telles som medlem."),
    ),
    DemoSignIn(
        "lederstotte@eksempel.no",
        "Tuva Morgendisen",
        _("Lederstøtte i AKG"),
        _("Finn papirene til neste møte i AKG."),
    ),
    DemoSignIn(
        "tidligere@eksempel.no",
        "Torgrim Farvelsen",
        _("Tidligere medlem"),
        _("Se at rettighetene er borte, men at det du har gjort, står igjen."),
    ),
    DemoSignIn(
        "administrator@eksempel.no",
        "Adele Nøkkelrud",
        _("Administrator"),
        _("Åpne administrasjonen."),
    ),
)
