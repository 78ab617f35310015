"""Addresses of this journey: a report, and what follows at once for each child in it."""

from django.urls import path

from skyddsnat.web.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.reports, name="list"),
    path("new/", views.new, name="new"),
    path("<int:report_id>/", views.report, name="report"),
    path("<int:report_id>/reporter/", views.reporter, name="reporter"),
    path("child/<int:report_child_id>/protection/", views.protection, name="protection"),
    path("child/<int:report_child_id>/preliminary/", views.preliminary, name="preliminary"),
    path("child/<int:report_child_id>/prolong/", views.prolong, name="prolong"),
    path("child/<int:report_child_id>/feedback/", views.feedback, name="feedback"),
]
