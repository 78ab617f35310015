"""Addresses of the facts, the same pages in each language. The address says the language: no cookie does."""

from django.urls import path

from skyddsnat.web.facts import views

app_name = "facts"
SV, EN = {"language": "sv"}, {"language": "en"}
urlpatterns = [
    path("", views.facts_pages, SV, name="list"),
    path("en/", views.facts_pages, EN, name="list-en"),
    path("<int:facts_id>/", views.facts_page, SV, name="page"),
    path("en/<int:facts_id>/", views.facts_page, EN, name="page-en"),
]
