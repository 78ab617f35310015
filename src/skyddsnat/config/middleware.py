"""What is done to every answer, whatever page it is."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from skyddsnat.web.making import making

Handler = Callable[[HttpRequest], HttpResponse]


def chosen_language(get_response: Handler) -> Handler:
    """Swedish, until the reader chooses English: the cookie decides, never what the browser happens to ask for.

    A page for everybody is in the language of its address, and says itself that no cookie changes it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with making(language):
            request.LANGUAGE_CODE = language  # the name that templates know it by
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not response.get("Cache-Control", "").startswith("public"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def not_kept(get_response: Handler) -> Handler:
    """No page is kept by a browser or a proxy: the next person at the desk must not find it with the back button."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer
