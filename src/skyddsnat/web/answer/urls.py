"""Addresses of a personal link, in each language. The address says the language: no cookie does."""

from django.urls import path

from skyddsnat.web.answer import views

app_name = "answer"
urlpatterns = [
    path("<str:token>/", views.answer, {"language": "sv"}, name="answer"),
    path("<str:token>/en/", views.answer, {"language": "en"}, name="answer-en"),
]
