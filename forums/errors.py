"""How the domain says no: a whole sentence that a person can act on."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A rule of the collaboration forbids the action; ``message`` is the sentence to show."""

    @property
    def sentence(self) -> str:
        return " ".join(self.messages)
