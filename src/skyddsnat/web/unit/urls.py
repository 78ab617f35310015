"""Addresses of this journey."""

from django.urls import URLPattern

app_name = "unit"
urlpatterns: list[URLPattern] = []
