"""Addresses of the extract for the on-call team. No child has a place here."""

from django.urls import path

from skyddsnat.web.oncall import views

app_name = "oncall"
urlpatterns = [
    path("", views.extract, name="extract"),
    path("file/", views.file, name="file"),
    path("key/", views.key, name="key"),
    path("receipt/", views.receipt, name="receipt"),
    path("recipients/", views.recipients, name="recipients"),
    path("recipients/<int:recipient_id>/end/", views.end, name="end-recipient"),
    # Told by the extract itself, which nobody is logged in to.
    path("opened/", views.opened, name="opened"),
]
