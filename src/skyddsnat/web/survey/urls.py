"""Addresses of surveys: those that are made, the waves that ask them, and what came of it."""

from django.urls import path

from skyddsnat.web.survey import exports_views, import_views, making_views, report_views, wave_views

app_name = "survey"
urlpatterns = [
    path("", making_views.surveys, name="list"),
    path("new/", making_views.new, name="new"),
    path("new/file/", making_views.new_file, name="new-file"),
    path("<int:survey_id>/", making_views.survey, name="survey"),
    path("<int:survey_id>/head/", making_views.head, name="head"),
    path("<int:survey_id>/question/", making_views.add_question, name="add-question"),
    path("<int:survey_id>/question/<int:number>/", making_views.question, name="question"),
    path("<int:survey_id>/order/", making_views.order, name="order"),
    path("<int:survey_id>/file/", making_views.file, name="file"),
    path("<int:survey_id>/yaml/", making_views.yaml, name="yaml"),
    path("<int:survey_id>/wave/", wave_views.plan, name="plan"),
    path("<int:survey_id>/import/", import_views.answers, name="import"),
    path("<int:survey_id>/counts/", import_views.counts, name="counts"),
    path("wave/<int:wave_id>/", wave_views.wave, name="wave"),
    path("wave/<int:wave_id>/change/", wave_views.change, name="change"),
    path("wave/<int:wave_id>/staff/", wave_views.invite_staff, name="invite-staff"),
    path("wave/<int:wave_id>/addresses/", wave_views.invite_addresses, name="invite-addresses"),
    path("wave/<int:wave_id>/empty/", wave_views.empty, name="empty"),
    path("wave/<int:wave_id>/open/", wave_views.open_, name="open"),
    path("wave/<int:wave_id>/close/", wave_views.close, name="close"),
    path("wave/<int:wave_id>/report/", report_views.report, name="report"),
    path("wave/<int:wave_id>/report/pdf/", report_views.paper, name="paper"),
    path("wave/<int:wave_id>/words/", report_views.words, name="words"),
    path("wave/<int:wave_id>/answers/", exports_views.answers, name="answers-file"),
    path("wave/<int:wave_id>/codebook/", exports_views.codebook, name="codebook"),
    path("wave/<int:wave_id>/ddi/", exports_views.ddi, name="ddi"),
]
