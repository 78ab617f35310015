"""Addresses of search: `search` for the page, `palette` for what the field proposes."""

from django.urls import path

from skyddsnat.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("palette/", views.palette, name="palette"),
]
