"""The address of each version of the API."""

from django.urls import path

from skyddsnat.api.v1 import api

urlpatterns = [path("v1/", api.urls)]
