"""Input for papers: files in, what they are called, and how they are kept back."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.files import EXTENSIONS
from cases.models import Document, DocumentKind, LegalGround
from cases.shielding import warning_for
from forums.clock import today
from forums.edit_forms import ReasonForm, SeenForm, capital_choices, choose, hand_back

ACCEPTED = ",".join(end for ends in EXTENSIONS.values() for end in ends)
KINDS = _("PDF, Word, Excel, PowerPoint, odt, ods, bilde eller ren tekst. Høyst 50 MB.")
MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several in one go; the answer is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _now("Velg høyst %(n)s filer om gangen.") % {"n": MOST_FILES}
            )
        one = super().clean
        return [one(file, initial) for file in files or [None]]


class ShieldingFields(forms.Form):
    """A legal ground, with what was weighed and the warning that the ground gives."""

    exempt_ground = forms.ModelChoiceField(
        LegalGround.objects.none(),
        label=_("Unntatt offentlighet etter"),
        required=False,
    )
    public_title = forms.CharField(
        label=_("Offentlig tittel"),
        max_length=200,
        required=False,
        help_text=_("Vises for dem som ikke kan se dokumentet. Den må ikke røpe det som vernes."),
    )
    considered = forms.CharField(
        label=_("Hva vurderte dere om å gi ut likevel (merinnsyn)?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Må fylles ut når hjemmelen sier «kan unntas»."),
    )
    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "exempt_ground", grounds_today())

    def kind_of_paper(self) -> str:
        return str(self.cleaned_data.get("kind", ""))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        ground = data.get("exempt_ground")
        if ground is None:
            return data
        if not data.get("public_title"):
            self.add_error("public_title", _now("Skriv en tittel som alle kan se."))
        if not ground.is_duty and not data.get("considered", "").strip():
            self.add_error(
                "considered",
                _now("%(ground)s sier «kan unntas». Skriv hva dere vurderte.") % {"ground": ground},
            )
        kind = self.kind_of_paper()
        warning = warning_for(ground, kind) if kind else ""
        if warning and data.get("sure") != str(ground.pk):
            self._ask_once_more(ground, warning)
        return data

    def _ask_once_more(self, ground: LegalGround, warning: str) -> None:
        hand_back(self, "sure", ground.pk)
        self.add_error(
            "exempt_ground",
            warning + " " + _now("Lagre en gang til hvis unntaket likevel er riktig."),
        )


class DocumentForm(ShieldingFields, forms.ModelForm[Document]):
    file = FilesField(
        label=_("Filer"), help_text=KINDS, widget=ManyFiles(attrs={"accept": ACCEPTED})
    )
    title = forms.CharField(
        label=_("Hva heter det?"),
        max_length=200,
        required=False,
        help_text=_("Står det tomt, eller velger du flere, får hver fil navnet sitt som tittel."),
    )
    field_order = ["file", "kind", "title", "exempt_ground", "public_title", "considered"]

    class Meta:
        model = Document
        fields = ["kind"]
        labels = {"kind": _("Hva slags dokument er det?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "kind", DocumentKind.choices)


class ShieldForm(ShieldingFields):
    """For a paper that is here already."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        for name in ("exempt_ground", "public_title"):
            self.fields[name].required = True
        self.initial = {
            "exempt_ground": document.exempt_ground_id,
            "public_title": document.public_title,
            "seen": document.exempt_ground_id,
        }

    def kind_of_paper(self) -> str:
        return self.document.kind


class PaperReasonForm(ReasonForm):
    """Why, for an event of the case: read by those who may see the paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = _("Står i sakens historie, for dem som kan se dokumentet.")


class UnshieldForm(PaperReasonForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Fil"),
        help_text=KINDS,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )


class VersionForm(FileForm, SeenForm):
    pass


class ChangeForm(SeenForm, forms.ModelForm[Document]):
    why = forms.CharField(
        label=_("Hvorfor endrer du?"),
        max_length=300,
        required=False,
        help_text=_("Står i endringsloggen."),
    )

    class Meta:
        model = Document
        fields = ["title", "kind"]
        labels = {"kind": _("Hva slags dokument er det?"), "title": _("Hva heter det?")}


def grounds_today(also: int | None = None) -> QuerySet[LegalGround]:
    """Those in force today, and the one that a form shows as chosen already."""
    day = today()
    current = Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gte=day))
    return LegalGround.objects.filter(current | Q(pk=also))
