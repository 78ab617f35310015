"""Addresses of the gallery, under `/gallery/`."""

from django.urls import path

from skyddsnat.web.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.components, name="components"),
    path("my-day/", views.my_day, name="my-day"),
    path("child/", views.child, name="child"),
    path("decision/", views.decision, name="decision"),
    path("confirm/", views.confirm, name="confirm"),
]
