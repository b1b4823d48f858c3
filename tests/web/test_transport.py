"""The plain transport: retries, waiting, origins, redaction, malformed answers."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from loopserver import Answer, LoopServer
from samplan.messages import Cancelled
from samplan.web import errors
from samplan.web.addresses import clean_base, join, origin, redact, same_site
from samplan.web.reply import Reply
from samplan.web.transport import Limits, plain_transport

QUICK = Limits(connect=1, read=2, total=3, attempts=3, backoff=0.01, max_wait=3)


def fetch(answer, path="/", limits=QUICK, **settings):
    """The reply to one request, and the requests that it took."""
    answers = iter(answer) if isinstance(answer, list) else None
    with LoopServer(lambda request: next(answers) if answers else answer) as server:
        transport = plain_transport(server.url, limits=limits, **settings)
        return transport.get(f"{server.url}{path}"), server.requests


def test_retry_after_seconds_is_honoured():
    started, notes = time.monotonic(), []
    reply, requests = fetch([Answer(429, headers={"Retry-After": "2"}), Answer(200, b"[]")], notify=notes.append)
    assert reply.json() == []
    assert (len(requests), time.monotonic() - started >= 2) == (2, True)
    assert "asks for a pause" in str(notes[0])


def test_retry_after_as_a_date_is_relative_to_the_servers_clock(timed):
    wrong_clock = datetime(2031, 1, 1, tzinfo=timezone.utc)
    headers = {"Retry-After": format_datetime(wrong_clock + timedelta(seconds=1), usegmt=True)}

    def answer(request):
        return first.pop() if first else Answer(200, b"[]")

    first = [Answer(503, headers=headers)]
    with LoopServer(answer) as server:
        server.httpd.RequestHandlerClass.date_time_string = lambda self, timestamp=None: format_datetime(
            wrong_clock, usegmt=True
        )
        started = time.monotonic()
        assert plain_transport(server.url, limits=QUICK).get(server.url).json() == []
        assert time.monotonic() - started > 0.9
        assert not timed or time.monotonic() - started < 3


def test_a_longer_pause_than_allowed_is_an_error_with_the_time():
    with pytest.raises(errors.RateLimited, match="3600 s"):
        fetch(Answer(429, headers={"Retry-After": "3600"}))


def test_retries_end():
    with pytest.raises(errors.ServerFailed, match="HTTP 502"):
        fetch([Answer(502)] * 3)


def test_client_errors_are_not_repeated_and_say_what_the_server_says():
    with pytest.raises(errors.RequestRefused, match="bbox is wrong"):
        fetch([Answer(400, b'[{"code": 400, "description": "bbox is <b>wrong</b>"}]')])


def test_own_headers_win_and_accept_encoding_can_be_changed():
    _reply, requests = fetch(
        Answer(200, b"[]"), headers={"Accept-Encoding": "gzip", "User-Agent": "Own", "Accept": None}
    )
    headers = requests[0].headers
    assert (headers["accept-encoding"], headers["user-agent"]) == ("gzip", "Own")
    assert "accept" not in headers


def test_a_netrc_file_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    _reply, requests = fetch(Answer(200, b"[]"), headers={"Authorization": "Bearer own"})
    assert requests[0].headers["authorization"] == "Bearer own"


def test_same_host_redirects_are_followed_and_circles_end():
    def answer(request):
        target = {"/a": "/b", "/b": "b2", "/loop": "/loop"}.get(request.path)
        return Answer(302, headers={"Location": target}) if target else Answer(200, b'"end"')

    with LoopServer(answer) as server:
        transport = plain_transport(server.url, limits=QUICK)
        assert transport.get(f"{server.url}/a").json() == "end"
        with pytest.raises(errors.RedirectedElsewhere, match="circle"):
            transport.get(f"{server.url}/loop")


def test_nothing_is_ever_sent_to_another_origin():
    with LoopServer(lambda _request: Answer(200, b"[]")) as other, LoopServer(lambda _request: Answer(200)) as server:
        transport = plain_transport(server.url, limits=QUICK, headers={"Authorization": "Bearer x"})
        for elsewhere in (other.url, f"http://localhost:{other.port}/", "https://evil.example/x"):
            with pytest.raises(errors.RedirectedElsewhere):
                transport.get(elsewhere)
            with pytest.raises(errors.RedirectedElsewhere):
                transport.next_link(elsewhere, server.url)
        assert other.requests == []


def test_links_behind_an_encrypting_proxy_keep_the_bases_scheme():
    base = origin("https://api.example.fi/v1")
    assert (
        same_site("http://api.example.fi/v1/x?a=1", "https://api.example.fi/v1", base)
        == "https://api.example.fi/v1/x?a=1"
    )
    assert same_site("?page=2", "https://api.example.fi/v1/x?page=1", base) == "https://api.example.fi/v1/x?page=2"
    with pytest.raises(errors.RedirectedElsewhere):
        same_site("https://api.example.fi:8443/x", "https://api.example.fi/v1", base)


@pytest.mark.parametrize(
    "url", ["", "ftp://x.se", "https://", "javascript:alert(1)", "http://a b.se", "http://x.se:port/"]
)
def test_unusable_addresses(url):
    with pytest.raises(errors.ConnectionSettingsError):
        clean_base(url) if url else origin(url)


def test_addresses_are_tidied_joined_and_redacted():
    assert clean_base(" Example.ORG/Api/ ") == "https://example.org/Api"
    assert clean_base("https://anna:hemligt@example.org/a?x=1") == "https://example.org/a"
    assert (
        join("https://x.se/a", "b", {"bbox": "1,2", "none": None, "q": "å b"})
        == "https://x.se/a/b?bbox=1,2&q=%C3%A5%20b"
    )
    assert (
        redact("https://anna:hemligt@x.se/a?api_key=abc&token=x&page=2")
        == "https://x.se/a?api_key=***&token=***&page=2"
    )


def test_log_is_redacted_and_time_is_counted():
    lines = []
    with LoopServer(lambda _request: Answer(200, b"[]")) as server:
        transport = plain_transport(server.url, limits=QUICK, log=lines.append, headers={"Authorization": "Token abc"})
        transport.get(server.url, {"access_token": "abc", "page": 1})
        assert transport.seconds > 0
    assert "access_token=***" in lines[0]
    assert "abc" not in lines[0]


def test_gzip_bombs_are_stopped():
    bomb = gzip.compress(b" " * 5_000_000)
    with pytest.raises(errors.TooLarge):
        fetch(Answer(200, bomb, headers={"Content-Encoding": "gzip"}), limits=Limits(max_bytes=1_000_000, attempts=1))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "gzip, identity, gzip"])
def test_data_that_are_packed_more_than_once_are_refused(encoding):
    twice = gzip.compress(gzip.compress(b" " * 5_000_000))
    with pytest.raises(errors.UnexpectedAnswer, match="packed once"):
        fetch(Answer(200, twice, headers={"Content-Encoding": encoding}), limits=Limits(attempts=1))


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"[1, 2]", mtime=0)),
        ("GZIP", gzip.compress(b"[1, ", mtime=0) + gzip.compress(b"2]", mtime=0)),
        ("gzip", gzip.compress(b"[1, 2]", mtime=0) + b"\0\0padding"),
        ("deflate", zlib.compress(b"[1, 2]")),
        ("deflate", zlib.compress(b"[1, 2]")[2:-4]),
        ("identity", b"[1, 2]"),
    ],
)
def test_packed_data_are_unpacked(encoding, body):
    reply, _requests = fetch(Answer(200, body, headers={"Content-Encoding": encoding}))
    assert reply.json() == [1, 2]


def test_many_small_packed_parts_are_refused():
    with pytest.raises(errors.TooLarge):
        fetch(
            Answer(200, gzip.compress(b" ", mtime=0) * 1000, headers={"Content-Encoding": "gzip"}),
            limits=Limits(attempts=1),
        )


def test_packed_data_cut_short_are_not_used():
    body = gzip.compress(b"id;text\n" + bytes(range(256)) * 50)[:-20]
    with pytest.raises(errors.UnexpectedAnswer, match="cut short"):
        fetch(Answer(200, body, headers={"Content-Encoding": "gzip"}), limits=Limits(attempts=1))


def test_huge_headers_are_refused():
    headers = {f"X-{n}": "x" * 60_000 for n in range(3)}
    with pytest.raises(errors.UnexpectedAnswer, match="headers"):
        fetch(Answer(200, b"[]", headers=headers), limits=Limits(attempts=1))


@pytest.mark.parametrize("pause", ["inf", "nan", "-inf", "1e999"])
def test_a_pause_that_is_no_number_of_seconds_does_not_count(pause):
    with pytest.raises(errors.RateLimited, match="few minutes"):
        fetch([Answer(429, headers={"Retry-After": pause})] * 3)


def test_a_header_cannot_hold_another_one():
    with pytest.raises(errors.ConnectionSettingsError):
        fetch(Answer(200, b"[]"), headers={"Authorization": "Token a\r\nX-Other: b"})


def test_minimum_interval():
    with LoopServer(lambda _request: Answer(200, b"[]")) as server:
        transport = plain_transport(server.url, limits=QUICK, min_interval=0.2)
        started = time.monotonic()
        for _ in range(3):
            transport.get(server.url)
        assert time.monotonic() - started >= 0.4


def test_after_a_cancel_the_transport_can_be_used_again():
    stop = threading.Event()
    with LoopServer(lambda request: Answer(hang=5) if request.path == "/hang" else Answer(200, b"1")) as server:
        transport = plain_transport(server.url, limits=QUICK, cancelled=stop.is_set)
        threading.Timer(0.1, stop.set).start()
        with pytest.raises(Cancelled):
            transport.get(f"{server.url}/hang")
        stop.clear()
        assert transport.get(f"{server.url}/").json() == 1


def test_unreachable_hosts_have_a_reason():
    with pytest.raises(errors.Unreachable, match="refused"):
        plain_transport("http://127.0.0.1:9", limits=QUICK).get("http://127.0.0.1:9/secret?token=abc")
    with pytest.raises(errors.Unreachable) as caught:
        plain_transport("http://nowhere.invalid", limits=QUICK).get("http://nowhere.invalid/?token=abc")
    assert "abc" not in str(caught.value)


def test_a_server_without_encryption_is_told_from_one_that_is_away():
    with LoopServer(lambda _request: Answer()) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(errors.Unreachable, match="needs http:// before its address"):
            plain_transport(url, limits=QUICK).get(url)


def reply(body, content_type="application/json"):
    return Reply("https://x.se/list", 200, body, {"content-type": content_type})


def test_json_answers():
    assert reply(b'\xef\xbb\xbf{"a": 1}').json() == {"a": 1}
    assert reply('["å"]'.encode("latin-1"), "application/json; charset=iso-8859-1").json() == ["å"]
    for body, says in ((b"", "empty"), (b"[1, 2", "cut short"), (b"<html>", "web page"), (b"[" * 100_000, "cut short")):
        with pytest.raises(errors.UnexpectedAnswer, match=says):
            reply(body).json()


def test_xml_answers():
    assert reply(b"\xef\xbb\xbf <?xml version='1.0'?><a><b>1</b></a>").xml()[0].text == "1"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    external = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")
    unmarked = bomb.decode().encode("utf-16-le")
    for body in (bomb, external, hidden, unmarked):
        with pytest.raises(errors.UnexpectedAnswer, match="document type"):
            reply(body, "application/xml").xml()
    with pytest.raises(errors.UnexpectedAnswer, match="cut short"):
        reply(b"<a><b>", "application/xml").xml()
    assert reply(b"<a><![CDATA[<!DOCTYPE]]></a>", "application/xml").xml().text == "<!DOCTYPE"
    with pytest.raises(errors.UnexpectedAnswer, match="web page"):
        reply(b"<!DOCTYPE html><html></html>", "text/html").xml()


def test_details_of_errors_are_short_plain_text():
    assert reply(b'{"code": 404, "detail": "Not <b>Found</b>"}').detail() == "Not Found"
    assert reply(b'{"detail": {"description": ["required"]}}').detail() == '{"description": ["required"]}'
    assert reply(b"<html><body>long page</body></html>", "text/html").detail() == ""
    assert len(reply(b'{"message": "' + b"x" * 5000 + b'"}').detail()) <= 200


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_an_error_whose_page_cannot_be_unpacked_keeps_its_status(packing):
    answer = Answer(403, b"\x8b\x00not it", headers={"Content-Encoding": packing})
    with LoopServer(lambda _request: answer) as server:
        with pytest.raises(errors.AccessDenied):
            plain_transport(server.url, limits=QUICK).get(server.url)
        assert len(server.requests) == 1
