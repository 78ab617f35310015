"""Addresses of staff, units and the delegation order. No child has a place here."""

from django.urls import path

from skyddsnat.web.staff import names, views

app_name = "staff"
urlpatterns = [
    path("", views.staff, name="staff"),
    path("new/", views.hire, name="hire"),
    path("units/", views.units, name="units"),
    path("<int:employee_id>/", views.employee, name="employee"),
    path("<int:employee_id>/password/", views.start_password, name="start-password"),
    path("<int:employee_id>/email/", views.work_email, name="work-email"),
    path("<int:employee_id>/left/", views.left, name="left"),
    path("<int:employee_id>/back/", views.back, name="back"),
    path("role/<int:holding_id>/end/", views.role_end, name="role-end"),
    path("names/", names.names, name="names"),
    path("names/<int:protection_id>/", names.name, name="name"),
    path("names/<int:protection_id>/prolong/", names.prolong, name="name-prolong"),
    path("order/", views.order, name="order"),
    path("meetings/", views.meetings, name="meetings"),
    path("order/<int:delegation_id>/end/", views.order_end, name="order-end"),
]
