"""The gallery is an app of its own so that a production installation can leave it out."""

from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "skyddsnat.web.gallery"
    label = "gallery"
