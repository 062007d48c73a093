"""One address for each article, whatever way one came to it. Pure; the result is compared, it need not lead anywhere."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|mc_[ce]id|igshi?d?$|_ga$|_gl$|"
    r"_hs(enc|mi)|__s$|mkt_tok|vero_id|oly_(anon|enc)_id|rb_clickid|s_cid|cmpid|cmp$|ncid|ocid$|icid$|ito$|smid$|smtyp$|"
    r"ref_?src|ref_?url|referringsource|spm$|scm$|wt\.|at_(medium|campaign|custom|link|bbc)|ns_(mchannel|source|campaign|"
    r"linkname|fee)|xtor|wprov|guccounter|guce_|share(d|_?id)?$|sharetype$|feature$|taid$|echobox|trk$|campaign_?id$|"
    r"mod$|partner$|sref$|cid_source|pk_(campaign|kwd|source|medium)|mtm_|hss_channel|emci$|emdi$|ceid$|sfmc_|"
    r"amp$|amp_|outputtype$|usqp$",
    re.IGNORECASE,
)
"""Parameters that say how one came to a page: those of advertising and mailing services, and of large publishers."""
_PLAIN_VALUES = {"ref": {"rss", "twitter", "facebook", "email", "newsletter", "home", "homepage"},
                 "source": {"rss", "twitter", "facebook", "email", "newsletter", "amp"},
                 "output": {"amp"}, "view": {"amp", "mobile"}, "platform": {"amp", "hootsuite"}}  # fmt: skip
"""Parameters that some pages need, and values with which no page does."""
_MOBILE = re.compile(r"^(www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)")
_INNER_MOBILE = re.compile(r"^([a-z]{2,3})\.(m|mobile)\.(?=[^.]+\.[^.]+$)")
_AMP_PATH = re.compile(r"(?:^/amp(?=/.)|/amp(?:\.html)?$|(?<=[^/])\.amp(?=\.html$)|\.amp$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_WRAPPED = re.compile(
    r"^(?:web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?P<archived>https?:/+.+)"
    r"|(?:www\.)?google\.[a-z.]+/amp/(?P<secure>s/)?(?P<cached>.+)"
    r"|[^/]+\.cdn\.ampproject\.org/[a-z]/(?P<secured>s/)?(?P<projected>.+))$",
    re.IGNORECASE,
)
"""Copies that name the page which they copy: the Wayback Machine's and AMP's caches."""
_UNRESERVED = re.compile(r"%([0-9a-fA-F]{2})")
_DEFAULT_PORTS = {80, 443, None}


def canonical_url(url: str) -> str:
    """Return the address by which the page at `url` is compared with others.

    It has no tracking parameters, fragment, default port or trailing slash; scheme and host stand for all their kinds
    (http and https, www, mobile and AMP), and archived or cached copies have the address of what they copy. What is
    no web address comes back as it is, without blanks around it.
    """
    url = url.strip()
    for _ in range(3):
        inner = _unwrapped(url)
        if inner is None:
            break
        url = inner
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    name = parts.hostname or ""
    if parts.scheme.lower() not in ("http", "https") or name.split() != [name]:
        return url
    host = _host(name) + (f":{port}" if port not in _DEFAULT_PORTS else "")
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit(("https", host, _path(parts.path), _query(parts.query), fragment))


def is_front_page(url: str) -> bool:
    """Tell whether a canonical address is a site's first page, where other articles stand every day."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path and not parts.query and not parts.fragment


def _unwrapped(url: str) -> str | None:
    scheme, _, rest = url.partition("://")
    found = _WRAPPED.match(rest) if scheme.lower() in ("http", "https") else None
    if found is None:
        return None
    if found["archived"]:
        return re.sub(r"^(https?):/+", r"\1://", found["archived"])
    return f"http{'s' if found['secure'] or found['secured'] else ''}://{found['cached'] or found['projected']}"


def _host(host: str) -> str:
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    before = ""
    while before != host:
        before = host
        host = _INNER_MOBILE.sub(r"\1.", _MOBILE.sub("", host))
    return host


def _path(path: str) -> str:
    def plain(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return (
            character
            if character.isascii() and (character.isalnum() or character in "-._~()!*',")
            else found[0].upper()
        )

    path = _UNRESERVED.sub(plain, quote(path, safe="%/:@!$&'()*+,;=-._~", errors="replace"))
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    path = "/".join(kept)
    return _INDEX.sub("", _AMP_PATH.sub("", path.rstrip("/"))).rstrip("/")


def _query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return query
    kept = [
        (name, value)
        for name, value in pairs
        if not _TRACKING.match(name) and unquote(value).casefold() not in _PLAIN_VALUES.get(name.casefold(), ())
    ]
    return urlencode(sorted(kept), errors="replace")
