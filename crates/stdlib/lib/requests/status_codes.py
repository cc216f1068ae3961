"""Names for the numbers with which servers answer."""

from http import HTTPStatus

from .structures import LookupDict

_OTHER_NAMES = {
    200: ("okay", "all_ok", "all_okay", "all_good", "\\o/", "✓"),
    301: ("moved", "\\o-"),
    307: ("temporary_moved", "temporary"),
    308: ("permanent_redirect", "resume_incomplete", "resume"),
    400: ("bad",),
    404: ("-o-",),
    413: ("request_entity_too_large", "payload_too_large"),
    414: ("request_uri_too_large", "uri_too_long"),
    416: ("requested_range_not_satisfiable", "range_not_satisfiable"),
    418: ("im_a_teapot", "teapot", "i_am_a_teapot"),
    422: ("unprocessable_entity", "unprocessable"),
    429: ("too_many",),
    500: ("server_error", "/o\\", "✗"),
}

codes = LookupDict(name="status_codes")
for _status in HTTPStatus:
    for _name in (_status.name.lower(), *_OTHER_NAMES.get(_status, ())):
        setattr(codes, _name, int(_status))
        if not _name.startswith(("\\", "/")):
            setattr(codes, _name.upper(), int(_status))
