"""Addresses of this journey: an investigation, a tab at a time, and what is done in it."""

from django.urls import path

from skyddsnat.web.investigations.views import overview, parties, time, writing

app_name = "investigations"
urlpatterns = [
    path("<int:investigation_id>/", overview.investigation, name="investigation"),
    path("<int:investigation_id>/close/", overview.close, name="close"),
    # What is written.
    path("<int:investigation_id>/plan/", writing.plan, name="plan"),
    path("<int:investigation_id>/areas/", writing.areas, name="areas"),
    path("<int:investigation_id>/areas/note/", writing.area_note, name="area-note"),
    path("note/<int:note_id>/", writing.area_note_change, name="area-note-change"),
    path("note/<int:note_id>/add/", writing.area_note_add, name="area-note-add"),
    path("<int:investigation_id>/analysis/", writing.analysis, name="analysis"),
    # The parties by name.
    path("<int:investigation_id>/notices/", parties.notices, name="notices"),
    path("<int:investigation_id>/party/<int:person_id>/", parties.party, name="party"),
    path("notice/<int:notice_id>/tell/", parties.tell, name="tell"),
    path("notice/<int:notice_id>/withhold/", parties.withhold, name="withhold"),
    path("<int:investigation_id>/communicate/", parties.communicate, name="communicate"),
    path("communication/<int:communication_id>/answer/", parties.answer, name="answer"),
    # Time.
    path("<int:investigation_id>/extend/", time.extend, name="extend"),
    path("<int:investigation_id>/wait/", time.wait, name="wait"),
    path("<int:investigation_id>/wait/<int:waiting_id>/", time.stop_waiting, name="stop-waiting"),
]
