"""The ways that reports come in by machine (lesson 3)."""

from datetime import datetime

from django.db.models import Q

from skyddsnat.domains.intake.models import ChannelState
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


def note_channel_item(*, source: str, actor: Viewer, at: datetime) -> None:
    """Something came by this channel at `at`: the sender's receipt rests on it (lesson 3)."""
    ChannelState.objects.get_or_create(source=source)
    earlier = Q(last_item_at=None) | Q(last_item_at__lt=at)
    ChannelState.objects.filter(earlier, source=source).update(last_item_at=at)


def note_channel_test(*, source: str, passed: bool, fault: str, actor: Viewer, at: datetime) -> None:
    """The channel's own test of the day passed or not; `fault` is technical, about nobody (lesson 3)."""
    ChannelState.objects.update_or_create(
        source=source,
        defaults={"last_test_at": at, "last_test_passed": passed, "last_test_fault": "" if passed else fault[:200]},
    )
    record(
        deed="intake.channel.tested",
        target=f"intake.channelstate:{source}",
        actor=actor,
        at=at,
        details={"passed": passed},
    )
