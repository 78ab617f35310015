"""Addresses that belong to no journey. Their names stand alone: `login`, `drafts`, `threat`."""

from django.urls import path

from skyddsnat.web.account import views

urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("password/", views.password, name="password"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/save/", views.save, name="draft-save"),
    path("drafts/standing/", views.standing, name="draft-standing"),
    path("drafts/drop/", views.drop, name="draft-drop"),
    path("threat/", views.threat, name="threat"),
]
