"""Addresses of the extract for the on-call team. No child has a place here."""

from django.urls import URLPattern

app_name = "oncall"
urlpatterns: list[URLPattern] = []
