"""What the parts share: names of encodings, quoted addresses."""

from urllib.parse import quote, unquote, urlsplit

from .structures import CaseInsensitiveDict


def default_user_agent(name="python-requests"):
    from . import __version__

    return f"{name}/{__version__}"


def default_headers():
    return CaseInsensitiveDict(
        {
            "User-Agent": default_user_agent(),
            "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*",
            "Connection": "keep-alive",
        }
    )


def requote_uri(uri):
    return quote(uri, safe="!#$%&'()*+,/:;=?@[]~")


def get_auth_from_url(url):
    parts = urlsplit(url)
    return unquote(parts.username or ""), unquote(parts.password or "")


def get_encoding_from_headers(headers):
    from email.message import Message

    content_type = headers.get("content-type")
    if not content_type:
        return None
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    if charset:
        return charset.strip("'\"")
    if "text" in message.get_content_type():
        return "ISO-8859-1"
    if "application/json" in message.get_content_type():
        return "utf-8"
    return None


def guess_encoding(content):
    """The encoding that the bytes speak for: a mark at their begin, or that they are UTF-8."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return name
    try:
        content.decode()
    except UnicodeDecodeError:
        return "ISO-8859-1"
    return "utf-8" if any(byte > 127 for byte in content) else "ascii"


def parse_header_links(value):
    links = []
    for part in value.strip(" '\"").split(", <"):
        url, _, rest = part.partition(";")
        link = {"url": url.strip("<> '\"")}
        for option in filter(None, rest.split(";")):
            key, equals, word = option.partition("=")
            if equals:
                link[key.strip(" '\"")] = word.strip(" '\"")
        links.append(link)
    return links
