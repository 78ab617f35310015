"""The head of a page about a compulsory case: what it is, and about whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip
from skyddsnat.web.compulsory.scene import Scene
from skyddsnat.web.heads import Head
from skyddsnat.web.presenters import name_of, person_chips


def head(scene: Scene, title: str, *, chips: tuple[Chip, ...] = (), main: Action | None = None) -> Head:
    """The head, with the way back to the child's file."""
    is_masked = scene.child.is_masked
    protection = person_chips(scene.child, today=scene.today) if is_masked else ()
    born = scene.child.birth_date
    age = formats.age(born, today=scene.today) if born else ""
    way = Action(label=_("Till barnets akt"), url=reverse("children:file", args=[scene.file.id]))
    return Head(
        title=title,
        subtitle=", ".join(part for part in (name_of(scene.child), age) if part),
        chips=(*chips, *protection),
        actions=(*((main,) if main else ()), way),
        is_masked=is_masked,
    )
