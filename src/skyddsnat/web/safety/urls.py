"""Addresses of the register of incidents."""

from django.urls import path

from skyddsnat.web.safety import views
from skyddsnat.web.safety.places import PLACES

app_name = "safety"
urlpatterns = [
    path("", views.incidents, name="list"),
    path("report/", views.report, name="report"),
    path("incident/<int:incident_id>/", views.incident, name="incident"),
    path("incident/<int:incident_id>/change/", views.change, name="change"),
    path("attachment/<int:attachment_id>/", views.attachment, name="attachment"),
    *(
        path(f"{place}/<int:{on.id_name}>/{name}/", views.deed, {"place": place, "name": name}, name=f"{place}-{name}")
        for place, on in PLACES.items()
        for name in on.deeds
    ),
]
