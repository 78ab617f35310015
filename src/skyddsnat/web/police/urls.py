"""Addresses of police assistance: the list, the figures, and each deed on a need."""

from django.urls import path

from skyddsnat.web.police import views

app_name = "police"
urlpatterns = [
    path("", views.needs, name="list"),
    path("figures/", views.figures, name="figures"),
    path("case/<int:case_id>/", views.state, name="state"),
    path("<int:need_id>/", views.need, name="need"),
    path("<int:need_id>/request/", views.request_help, name="request"),
    path("<int:need_id>/hand/", views.hand, name="hand"),
    path("<int:need_id>/without/", views.without, name="without"),
    path("<int:need_id>/planning/", views.planning, name="planning"),
    path("<int:need_id>/answer/", views.answer, name="answer"),
    path("<int:need_id>/attendance/", views.attendance, name="attendance"),
    path("<int:need_id>/afterthought/", views.afterthought, name="afterthought"),
]
