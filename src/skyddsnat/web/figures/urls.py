"""Addresses of the figures from the records. An indicator is named by its place among them, from one."""

from django.urls import path

from skyddsnat.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="list"),
    path("csv/", views.figures_csv, name="csv"),
    path("beside/", views.beside, name="beside"),
    path("<int:number>/", views.indicator, name="indicator"),
    path("<int:number>/csv/", views.indicator_csv, name="indicator-csv"),
    path("<int:number>/svg/", views.indicator_svg, name="indicator-svg"),
]
