"""Addresses of this journey."""

from django.urls import URLPattern

app_name = "rules"
urlpatterns: list[URLPattern] = []
