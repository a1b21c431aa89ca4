"""Puts our back room in the place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class BackRoomConfig(AdminConfig):
    default_site = "forums.back_room.BackRoom"
