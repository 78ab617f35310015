"""Addresses of the rules."""

from django.urls import path

from skyddsnat.web.rules import views

app_name = "rules"
urlpatterns = [path("", views.rules, name="rules")]
