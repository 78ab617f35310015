"""Addresses of this journey: a report, and what follows at once for each child in it."""

from django.urls import path

from skyddsnat.web.intake.views.assessments import preliminary, prolong, protection
from skyddsnat.web.intake.views.feedback import feedback
from skyddsnat.web.intake.views.new import new
from skyddsnat.web.intake.views.reports import report, reporter, reports

app_name = "intake"
urlpatterns = [
    path("", reports, name="list"),
    path("new/", new, name="new"),
    path("<int:report_id>/", report, name="report"),
    path("<int:report_id>/reporter/", reporter, name="reporter"),
    path("child/<int:report_child_id>/protection/", protection, name="protection"),
    path("child/<int:report_child_id>/preliminary/", preliminary, name="preliminary"),
    path("child/<int:report_child_id>/prolong/", prolong, name="prolong"),
    path("child/<int:report_child_id>/feedback/", feedback, name="feedback"),
]
