"""The demo's sign-ins on the sign-in page; nothing outside demo mode."""

from typing import Any

from django import template
from django.conf import settings

from forums import second_factor
from forums.demo_signins import PASSWORD, SIGN_INS

register = template.Library()


@register.inclusion_tag("account/_demo_sign_ins.html", takes_context=True)
def demo_sign_ins(context: dict[str, Any]) -> dict[str, Any]:
    shown = SIGN_INS if settings.DEMO else ()
    return {
        "sign_ins": shown,
        "password": PASSWORD if shown else "",
        "csrf_token": context["csrf_token"],
        "redirect_field": context["redirect_field"],
    }


@register.simple_tag(takes_context=True)
def second_factor_required(context: dict[str, Any]) -> bool:
    return second_factor.is_required(context["request"].user)
