"""Addresses of the papers of a compulsory case."""

from django.urls import path

from skyddsnat.web.papers import views

app_name = "papers"
urlpatterns = [
    path("case/<int:case_id>/", views.papers, name="list"),
    path("case/<int:case_id>/write/", views.paper, name="paper"),
    path("<int:paper_id>/preview/", views.preview, name="preview"),
    path("<int:paper_id>/sign/", views.sign, name="sign"),
    path("matter/<int:matter_id>/notices/", views.notices, name="notices"),
]
