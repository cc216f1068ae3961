"""The interface of Requests over the browser's fetch."""

# Programs ask which interface they have: this is it.
__version__ = "2.32.5"
__title__ = "requests"

from . import adapters, auth, exceptions, models, sessions, structures, utils
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    FileModeWarning,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
    URLRequired,
)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes
