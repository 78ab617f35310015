"""Addresses of the register of incidents."""

from django.urls import path

from skyddsnat.web.safety import (
    board_views,
    campaigns_views,
    facts_views,
    series_views,
    views,
    visits_views,
    warnings_views,
)
from skyddsnat.web.safety.places import PLACES

app_name = "safety"
urlpatterns = [
    path("", views.incidents, name="list"),
    path("report/", views.report, name="report"),
    path("series/", series_views.series, name="series"),
    path("incident/<int:incident_id>/", views.incident, name="incident"),
    path("incident/<int:incident_id>/change/", views.change, name="change"),
    path("board/", board_views.board, name="board"),
    path("board/paper/", board_views.board_paper, name="board-paper"),
    path("board/csv/", board_views.board_csv, name="board-csv"),
    path("attachment/<int:attachment_id>/", views.attachment, name="attachment"),
    path("campaigns/", campaigns_views.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns_views.new, name="campaign-new"),
    path("campaign/<int:campaign_id>/", campaigns_views.campaign, name="campaign"),
    path("facts/", facts_views.facts_pages, name="facts"),
    path("facts/new/", facts_views.new, name="facts-new"),
    path("facts/<int:facts_id>/", facts_views.facts_page, name="facts-page"),
    path("visits/<int:file_id>/", visits_views.visits, name="visits"),
    path("visits/<int:file_id>/warning/", warnings_views.new, name="warning-new"),
    path("visit/<int:visit_id>/", visits_views.visit, name="visit"),
    path("warnings/", warnings_views.warnings, name="warnings"),
    path("warnings/address/", warnings_views.of_address, name="warning-address"),
    path("warnings/incident/<int:incident_id>/", warnings_views.of_source, name="warning-source"),
    path("warning/<int:warning_id>/", warnings_views.warning, name="warning"),
    *(
        path(f"{place}/<int:{on.id_name}>/{name}/", view, {"place": place, "name": name}, name=f"{place}-{name}")
        for place, on in PLACES.items()
        for view in [on.opens(views.deed)]
        for name in on.deeds
    ),
]
