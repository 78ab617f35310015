"""Addresses of the board: on call, a matter, its signature, the meetings and the appointments."""

from django.urls import path

from skyddsnat.web.board.views import appointments, matters, meetings, oncall, safeguards, signing

app_name = "board"
urlpatterns = [
    path("", oncall.oncall, name="oncall"),
    # A matter.
    path("case/<int:case_id>/", matters.write_new, name="write"),
    path("matter/<int:matter_id>/", matters.matter, name="matter"),
    path("matter/<int:matter_id>/call/", oncall.call, name="call"),
    path("matter/<int:matter_id>/sign/", signing.sign, name="sign"),
    path("matter/<int:matter_id>/return/", signing.give_back, name="return"),
    path("matter/<int:matter_id>/extract/", meetings.extract, name="extract"),
    # Safeguards in figures, and what the board demands.
    path("safeguards/", safeguards.safeguards, name="safeguards"),
    path("safeguards/deviations/", safeguards.deviations, name="deviations"),
    path("safeguards/placed/", safeguards.bare, name="bare"),
    path("safeguards/untold/", safeguards.untold, name="untold"),
    path("two/", safeguards.two, name="two"),
    # Meetings and appointments.
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:meeting_id>/", meetings.agenda, name="agenda"),
    path("meetings/<int:meeting_id>/paper/", meetings.paper, name="paper"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/<int:appointment_id>/end/", appointments.end, name="end-appointment"),
]
