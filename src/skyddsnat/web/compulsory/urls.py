"""Addresses of a compulsory case."""

from django.urls import path

from skyddsnat.web.compulsory.views import around, case, chain, outings, pair, people, places

app_name = "compulsory"
urlpatterns = [
    path("file/<int:file_id>/", case.open_one, name="open"),
    path("case/<int:case_id>/", case.case, name="case"),
    path("case/<int:case_id>/change/", case.change, name="change"),
    path("case/<int:case_id>/close/", case.close, name="close"),
    path("case/<int:case_id>/start/", case.start, name="start"),
    # The chain.
    path("measure/<int:measure_id>/", chain.measure, name="measure"),
    path("measure/<int:measure_id>/step/", chain.step, name="step"),
    path("measure/<int:measure_id>/receipt/", chain.receipt, name="receipt"),
    # Where the child is.
    path("measure/<int:measure_id>/place/", places.place, name="place"),
    path("place/<int:place_id>/move/", places.move, name="move"),
    path("place/<int:place_id>/leave/", places.leave, name="leave"),
    # Two caseworkers, and who goes along.
    path("case/<int:case_id>/pair/", pair.pair, name="pair"),
    path("deviation/<int:deviation_id>/confirm/", pair.confirm, name="confirm"),
    path("deviation/<int:deviation_id>/end/", pair.end, name="deviation-end"),
    path("case/<int:case_id>/outing/", outings.plan, name="outing"),
    path("outing/<int:outing_id>/", outings.outing, name="outing-read"),
    path("outing/<int:outing_id>/assess/", outings.assess, name="outing-assess"),
    path("outing/<int:outing_id>/finish/", outings.finish, name="outing-finish"),
    path("outing/<int:outing_id>/cancel/", outings.cancel, name="outing-cancel"),
    # Who was asked, told, represented and examined.
    path("case/<int:case_id>/consent/", people.consent, name="consent"),
    path("case/<int:case_id>/told/", people.told, name="told"),
    path("measure/<int:measure_id>/enforcer/", people.enforcer, name="enforcer"),
    path("enforcer/<int:enforcer_id>/told/", people.tell_end, name="enforcer-told"),
    path("enforcer/<int:enforcer_id>/confirmed/", people.confirm_told, name="enforcer-confirmed"),
    path("case/<int:case_id>/counsel/", around.counsel, name="counsel"),
    path("counsel/<int:counsel_id>/report/", around.report, name="counsel-report"),
    path("counsel/<int:counsel_id>/appointed/", around.appointed, name="counsel-appointed"),
    path("case/<int:case_id>/examination/", around.examination, name="examination"),
    path("case/<int:case_id>/examination/waive/", around.waive, name="examination-waive"),
    path("examination/<int:examination_id>/", around.held, name="examination-held"),
]
