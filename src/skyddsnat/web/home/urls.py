"""My day has the first address of all."""

from django.urls import path

from skyddsnat.web.home import views

urlpatterns = [path("", views.home, name="home")]
