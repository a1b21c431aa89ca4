from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = _("forum og parter")

    def ready(self) -> None:
        from forums import finders, glossary, history_kinds, permissions
        from miljoloftet import checks  # noqa: F401  # registers the checks of the settings
        from miljoloftet.http import AUDIENCES

        AUDIENCES["signed_in"] = lambda request: True
        AUDIENCES["representative"] = permissions.audience("representative")
        AUDIENCES["secretariat"] = permissions.audience("secretariat")
        finders.register_all()
        glossary.watch()
        history_kinds.register_all()
