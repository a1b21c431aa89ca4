"""Input for briefs."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.brief_markup import from_markup
from cases.models import Brief, Case, CommentState, TemplateSection
from cases.permissions import readers_of
from forums.edit_forms import SeenForm, choose
from forums.models import Forum, User

MOST_DAYS = 60
JUDGEMENTS = (CommentState.TAKEN, CommentState.NOT_TAKEN)


class StartForm(forms.Form):
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Hvilket forum skrives det til?"), to_field_name="slug"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = case.briefs.values("forum")
        choose(self, "forum", Forum.objects.current().exclude(pk__in=taken))


class SectionForm(forms.Form):
    """One section as the editor sends it (``html``), or as typed with light marks (``text``)."""

    form = forms.ChoiceField(choices=[("text", "text"), ("html", "html")])
    text = forms.CharField(required=False, strip=False)
    html = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(min_value=0)

    def written(self) -> str:
        data = self.cleaned_data
        return data["html"] if data["form"] == "html" else from_markup(data["text"])


class KeptForm(forms.Form):
    """What was typed in a section that could not be saved, to be copied or sent once more."""

    form = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Teksten din"), required=False, widget=forms.Textarea(attrs={"rows": 12})
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class JudgeForm(SeenForm):
    state = forms.ChoiceField(
        label=_("Hva ble gjort med kommentaren?"),
        choices=[(value.value, capfirst(value.label)) for value in JUDGEMENTS],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("Svar"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når kommentaren ikke er tatt inn."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("state") == CommentState.NOT_TAKEN and not data.get("reply", "").strip():
            self.add_error("reply", _("Skriv hvorfor kommentaren ikke er tatt inn."))
        return data


class AuthorsForm(SeenForm):
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Hvem skriver sammen med deg?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bare de som kan se saken. Saksbehandler og sekretariat kan alltid skrive."),
    )

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "people", readers_of(brief.case).order_by("name", "pk"))


class RoundForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Hvem vil du spørre?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bare de som kan se saken. De får det på Min side."),
    )
    working_days = forms.IntegerField(
        label=_("Hvor mange virkedager får de?"), min_value=1, max_value=MOST_DAYS, initial=5
    )
    message = forms.CharField(
        label=_("Hva ønsker du svar på?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, brief: Brief, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = readers_of(brief.case).exclude(pk=user.pk)
        choose(self, "people", rows.order_by("name", "pk"))


class StepForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["reason"].label = asks
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class KeepForm(forms.Form):
    note = forms.CharField(
        label=_("Merknad"),
        max_length=300,
        required=False,
        help_text=_("For eksempel «før møtet med byggherrene»."),
    )


class WordForm(forms.Form):
    file = forms.FileField(
        label=_("Word-fil"),
        help_text=_("Bare .docx. Høyst 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


class TemplateSectionForm(SeenForm, forms.ModelForm[TemplateSection]):
    class Meta:
        model = TemplateSection
        fields = [
            "template",
            "position",
            "heading",
            "guidance",
            "required",
            "min_words",
            "use",
            "is_active",
        ]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["use"]
        field.choices = [(v, capfirst(label)) for v, label in field.choices]  # type: ignore[attr-defined]
