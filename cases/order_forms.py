"""Input for orders, their answers, recurring orders and links between cases."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.case_field import CaseField
from cases.models import (
    CaseLink,
    Document,
    LinkKind,
    Order,
    OrderState,
    RecurringOrder,
    Route,
)
from cases.permissions import visible_documents
from forums.edit_forms import SeenForm, capital_choices, choose, day_field
from forums.models import Forum
from forums.permissions import Someone

Choice = tuple[Any, Any]


class OrderForm(forms.Form):
    """A new order along one of ``ways``, the routes that the person may use."""

    way = forms.ChoiceField(label=_("Hvem bestiller hos hvem?"))
    what = forms.CharField(
        label=_("Hva bestilles?"), max_length=Order._meta.get_field("what").max_length
    )
    why = forms.CharField(label=_("Hvorfor?"), widget=forms.Textarea(attrs={"rows": 4}))
    due = day_field(_("Når er fristen?"))
    case = CaseField(label=_("Hvilken sak gjelder det?"), required=False)
    in_meeting = forms.BooleanField(
        label=_("Forumet skal gi råd i saken i et møte"),
        required=False,
        help_text=_("Saken kommer i køen til forumet. Krever at du har valgt en sak."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ways: list[Route], user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {str(way.pk): way for way in ways}
        self.fields["way"].choices = [("", "---------"), *_by_orderer(ways)]  # type: ignore[attr-defined]
        self.fields["case"].user = user  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if data.get("in_meeting") and not data.get("case") and "case" not in self.errors:
            self.add_error("case", _("Velg saken som forumet skal gi råd i."))
        way = self.ways.get(data.pop("way", ""))
        if way is not None:
            data |= {"from_forum": way.from_forum, "to_forum": way.to_forum}
        return data


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Hva er svaret?"), widget=forms.Textarea(attrs={"rows": 6}))
    case = CaseField(label=_("Ligger svaret i en sak?"), required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Er svaret et dokument?"), required=False
    )

    def __init__(self, *args: Any, order: Order, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].user = user  # type: ignore[attr-defined]
        choose(self, "document", papers_of(user, order))


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Hvorfor trekkes bestillingen?"), max_length=300)


class RecurringOrderForm(SeenForm, forms.ModelForm[RecurringOrder]):
    class Meta:
        model = RecurringOrder
        fields = [
            "from_forum",
            "to_forum",
            "what",
            "why",
            "rhythm",
            "first_due",
            "working_days_ahead",
            "source",
            "is_active",
        ]
        labels = {
            "from_forum": _("Hvilket forum bestiller?"),
            "to_forum": _("Hos hvilket forum?"),
            "what": _("Hva bestilles?"),
            "why": _("Hvorfor?"),
            "rhythm": _("Hvor ofte?"),
            "first_due": _("Når er første frist?"),
            "working_days_ahead": _("Hvor mange virkedager før fristen lages bestillingen?"),
            "source": _("Hvor står det?"),
            "is_active": _("Bestillingen er i bruk"),
        }
        widgets = {"first_due": forms.DateInput, "why": forms.Textarea(attrs={"rows": 3})}


class LinkForm(forms.Form):
    other = CaseField(label=_("Hvilken sak?"))
    kind = forms.ChoiceField(label=_("Hvordan henger de sammen?"))
    why = forms.CharField(
        label=_("Forklaring"),
        max_length=CaseLink._meta.get_field("why").max_length,
        required=False,
    )

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].user = user  # type: ignore[attr-defined]
        kinds = [(kind.value, _KINDS[kind]) for kind in LinkKind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


_KINDS = {
    LinkKind.RELATED: _("Sakene henger sammen"),
    LinkKind.FOLLOWS: _("Denne saken følger opp den andre"),
    LinkKind.PART_OF: _("Denne saken er en del av den andre"),
}


class OrderFilter(forms.Form):
    """The list's filters, kept in the address so that a view can be sent on."""

    fra = forms.ModelChoiceField(
        Forum.objects.all(), label=_("Bestilt av"), required=False, to_field_name="slug"
    )
    til = forms.ModelChoiceField(
        Forum.objects.all(), label=_("Bestilt hos"), required=False, to_field_name="slug"
    )
    tilstand = forms.ChoiceField(label=_("Tilstand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "tilstand", list(OrderState.choices))
        lines = self.fields["tilstand"].choices[1:]  # type: ignore[attr-defined]
        late = (LATE, _("Over fristen"))
        self.fields["tilstand"].choices = [("", _("Alle")), *lines, late]  # type: ignore[attr-defined]
        for name in ("fra", "til"):
            self.fields[name].empty_label = _("Alle")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


LATE = "over-fristen"


def papers_of(user: Someone, order: Order) -> QuerySet[Document]:
    """The papers that may be the answer: of the order's case, or of cases the forum has had."""
    forum = order.to_forum_id
    near = Q(case=order.case_id) | Q(case__forum=forum) | Q(case__treatments__forum=forum)
    keys = Document.objects.filter(near).values("pk")
    rows = visible_documents(user, Document.objects.filter(pk__in=keys))
    return rows.select_related("case").order_by("-created_at", "-pk")


def _by_orderer(ways: list[Route]) -> Iterator[tuple[str, list[Choice]]]:
    """One group of lines for each forum that may order."""
    for forum, rows in groupby(ways, key=lambda way: way.from_forum):
        label = _("%(forum)s bestiller hos") % {"forum": forum.short_name}
        yield label, [(str(way.pk), way.to_forum.name) for way in rows]
