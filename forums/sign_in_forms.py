"""The forms of sign-in with our own words; what they do is the library's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from forums.models import User


class SignInForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-postadresse")
        self.fields["password"].label = _("Passord")
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ForgottenPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-postadresse")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """An account begins with its invitation; a reset must not stand in for one."""
        email: str = super().clean_email()
        found: list[User] = self.users  # type: ignore[has-type]
        self.users = [user for user in found if user.has_usable_password()]
        return email


def _name_passwords(form: Any) -> None:
    form.fields["password1"].label = _("Nytt passord")
    form.fields["password1"].help_text = _(
        "Minst 12 tegn. Gjerne flere ord etter hverandre. Ikke et vanlig passord, og ikke navnet "
        "ditt."
    )
    form.fields["password2"].label = _("Nytt passord en gang til")
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Passordet du har nå")
        self.fields["oldpassword"].help_text = ""
        _name_passwords(self)


class AgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Passord")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


def _name_code(form: Any, help_text: Any) -> None:
    form.fields["code"].label = _("Kode")
    form.fields["code"].help_text = help_text
    form.fields["code"].widget.attrs.pop("placeholder", None)
    form.fields["code"].widget.attrs["autocomplete"] = "one-time-code"


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Seks sifre fra appen, eller en av reservekodene dine."))


class CodeAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Seks sifre fra appen, eller en av reservekodene dine."))


class ActivateForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Seks sifre som appen viser nå."))
