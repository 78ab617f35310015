"""Addresses of this journey. Ids only: no name and no number of a child ever stands in an address."""

from django.urls import path

from skyddsnat.web.children import views

app_name = "children"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("emergency/", views.emergency, name="emergency"),
    # The file, a tab at a time.
    path("<int:file_id>/", views.file, name="file"),
    path("<int:file_id>/events/", views.events, name="events"),
    path("<int:file_id>/people/", views.people, name="people"),
    path("<int:file_id>/documents/", views.documents, name="documents"),
    path("<int:file_id>/readers/", views.readers, name="readers"),
    path("<int:file_id>/reveal/", views.reveal, name="reveal"),
    # Notes.
    path("<int:file_id>/note/", views.note, name="note"),
    path("note/<int:note_id>/", views.note_change, name="note-change"),
    path("note/<int:note_id>/add/", views.note_add, name="note-add"),
    path("note/<int:note_id>/move/", views.note_move, name="note-move"),
    # Talks with the child.
    path("<int:file_id>/talk/", views.talk, name="talk"),
    path("<int:file_id>/talk/plan/", views.talk_plan, name="talk-plan"),
    path("talk/<int:talk_id>/", views.talk_hold, name="talk-hold"),
    path("talk/<int:talk_id>/cancel/", views.talk_cancel, name="talk-cancel"),
    # People around the child.
    path("<int:file_id>/person/", views.person_add, name="person-add"),
    path("<int:file_id>/person/<int:person_id>/", views.person, name="person"),
    path("<int:file_id>/relation/<int:relation_id>/end/", views.relation_end, name="relation-end"),
    # Documents.
    path("document/<int:document_id>/", views.document, name="document"),
    path("document/<int:document_id>/pass/", views.document_pass, name="document-pass"),
    path("document/<int:document_id>/send/", views.document_send, name="document-send"),
    path("document/<int:document_id>/release/", views.releases, name="releases"),
    path("release/<int:release_id>/", views.release, name="release"),
    path("release/<int:release_id>/pdf/", views.release_pdf, name="release-pdf"),
    # Who works with the child.
    path("<int:file_id>/assign/", views.assign, name="assign"),
    path("<int:file_id>/assign/<int:assignment_id>/end/", views.assign_end, name="assign-end"),
    path("<int:file_id>/handover/", views.handover, name="handover"),
    path("<int:file_id>/conflict/", views.conflict, name="conflict"),
]
