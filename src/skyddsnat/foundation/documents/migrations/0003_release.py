"""Requests to read a document and the test of harm before it leaves (OSL 39:3, 26:1, 10:3). Decided once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import skyddsnat.foundation.documents.models
from skyddsnat.foundation.access import rls

_ASKERS, _BASES = ("party", "public", "authority"), ("osl_39_3", "osl_26_1", "osl_10_3")
_OUTCOMES = ("with_names", "without_names", "refused")


def _to(model, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **({"related_name": "+"} | more))


def _one_of(values, **more):
    return models.CharField(choices=[(each, each) for each in values], **more)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_guard"), ("staff", "0005_name_protection")]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", _one_of(_ASKERS, max_length=10)),
                ("asked_for", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("outcome", _one_of(_OUTCOMES, blank=True, max_length=16)),
                ("basis", _one_of(_BASES, blank=True, max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                ("document", _to("documents.document", related_name="releases")),
                ("file", _to("access.file")),
                ("recorded_by", _to(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(outcome="", basis="", reason="", decided_by=None, decided_at=None)
                        | (
                            Q(decided_by__isnull=False, decided_at__isnull=False)
                            & ~Q(outcome="")
                            & ~Q(basis="")
                            & ~Q(reason="")
                        ),
                        name="release_decided_has_who_when_and_why",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome="without_names", content__isnull=False)
                        | (~Q(outcome="without_names") & Q(content=None)),
                        name="release_without_names_has_content",
                    ),
                    models.CheckConstraint(
                        condition=Q(content=None, sha256="")
                        | Q(sha256=skyddsnat.foundation.documents.models._Sha256("content")),
                        name="release_sha256_is_of_content",
                    ),
                ],
            },
        ),
        rls.grant("documents_release"),
        *rls.policy("documents_release", rls.visible_file("documents_release.file_id")),
        rls.log_changes("documents_release", hide=("asked_for", "reason", "content")),
        *rls.lock_when("documents_release", "TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL"),
    ]
