"""What every form page of an investigation shows around its form."""

from typing import Any

from skyddsnat.domains.investigations.permissions import acting
from skyddsnat.domains.investigations.types import Act
from skyddsnat.web.investigations import presenters
from skyddsnat.web.investigations.scene import Scene
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet


def around(scene: Scene, sheet: Sheet, title: str, act: Act, *, current: str = "", back: str = "") -> dict[str, Any]:
    """The head, the form, and in `blocked` every reason why the viewer may not do `act` at all.

    `back` is the url name of the page that one returns to, by default the overview.
    """
    return {
        "page_title": title,
        "head": presenters.head(scene, title, current=current),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": reasons_of(acting(act=act, file=scene.file, viewer=scene.viewer)),
        "clock": presenters.clock_box(scene),
        "back_url": presenters.url(back or "investigation", scene),
    }
