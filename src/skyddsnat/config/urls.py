"""Root addresses: one line per journey, and the API."""

from django.urls import URLPattern, URLResolver, include, path

from skyddsnat.domains.survey.types.answering import ANSWER_PATH

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("skyddsnat.web.account.urls")),
    path("", include("skyddsnat.web.home.urls")),
    path("", include("skyddsnat.web.search.urls")),
    path("reports/", include("skyddsnat.web.intake.urls")),
    path("children/", include("skyddsnat.web.children.urls")),
    path("investigations/", include("skyddsnat.web.investigations.urls")),
    path("decisions/", include("skyddsnat.web.decisions.urls")),
    path("papers/", include("skyddsnat.web.papers.urls")),
    path("board/", include("skyddsnat.web.board.urls")),
    path("compulsory/", include("skyddsnat.web.compulsory.urls")),
    path("police/", include("skyddsnat.web.police.urls")),
    path("safety/", include("skyddsnat.web.safety.urls")),
    path("facts/", include("skyddsnat.web.facts.urls")),
    path("figures/", include("skyddsnat.web.figures.urls")),
    path("surveys/", include("skyddsnat.web.survey.urls")),
    path(ANSWER_PATH, include("skyddsnat.web.answer.urls")),
    path("oncall/", include("skyddsnat.web.oncall.urls")),
    path("unit/", include("skyddsnat.web.unit.urls")),
    path("staff/", include("skyddsnat.web.staff.urls")),
    path("rules/", include("skyddsnat.web.rules.urls")),
    path("log/", include("skyddsnat.web.log.urls")),
    path("api/", include("skyddsnat.api.urls")),
    path("gallery/", include("skyddsnat.web.gallery.urls")),
]
