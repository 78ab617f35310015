"""Addresses of this journey."""

from django.urls import URLPattern

app_name = "log"
urlpatterns: list[URLPattern] = []
