"""Addresses of the log."""

from django.urls import path

from skyddsnat.web.log import views

app_name = "log"
urlpatterns = [
    path("", views.log, name="log"),
    path("review/", views.queue, name="queue"),
    path("sample/", views.sample, name="sample"),
    path("samples/", views.samples, name="samples"),
    path("patterns/", views.patterns, name="patterns"),
    path("review/<int:grant_id>/", views.review, name="review"),
]
