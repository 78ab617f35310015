"""Addresses of this journey."""

from django.urls import URLPattern

app_name = "children"
urlpatterns: list[URLPattern] = []
