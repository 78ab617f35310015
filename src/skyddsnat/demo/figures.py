"""The figures of the fictional municipality, as the night before the demo was made would have left them."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.insight.nightly import NIGHT, extract


def make_figures(at: datetime) -> None:
    """Make them where the pages read them; nothing where no folder is set."""
    if settings.FIGURES_FOLDER:
        with seeing(NIGHT):
            extract(to=Path(settings.FIGURES_FOLDER), municipality=settings.MUNICIPALITY, actor=NIGHT, at=at)
