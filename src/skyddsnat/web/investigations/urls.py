"""Addresses of this journey."""

from django.urls import URLPattern

app_name = "investigations"
urlpatterns: list[URLPattern] = []
