"""Addresses of police assistance: the list, the figures, and each deed on a need."""

from django.urls import path

from skyddsnat.web.police import views
from skyddsnat.web.police.deeds import DEEDS

app_name = "police"
urlpatterns = [
    path("", views.needs, name="list"),
    path("figures/", views.figures, name="figures"),
    path("case/<int:case_id>/", views.state, name="state"),
    path("<int:need_id>/", views.need, name="need"),
    path("<int:need_id>/request/", views.request_help, name="request"),
    *(path(f"<int:need_id>/{name}/", views.deed, {"name": name}, name=name) for name in DEEDS),
]
