"""Addresses of the unit: one for each tab."""

from django.urls import path

from skyddsnat.web.unit import views

app_name = "unit"
urlpatterns = [
    path("", views.unit, name="unit"),
    path("clocks/", views.clocks, name="clocks"),
    path("standing/", views.standing, name="standing"),
    path("chains/", views.chains, name="chains"),
    path("overview/", views.overview, name="overview"),
    path("obstacles/", views.obstacles, name="obstacles"),
    path("accesses/", views.accesses, name="accesses"),
    path("absences/", views.absences, name="absences"),
    path("absences/<int:absence_id>/back/", views.back, name="back"),
]
