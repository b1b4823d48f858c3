"""What was remembered as a secret is found in every form that a server, a parser or our own cleaning gives it."""

from __future__ import annotations

import base64
import html
import json
from random import Random
from urllib.parse import quote, quote_plus

import pytest
from samplan.messages import QT_TRANSLATE_NOOP, UserMessage
from samplan.participation.connectors.base import Connection, Connector, Credentials
from samplan.redaction import HIDDEN, hide_in, remember_secrets, without_known_secrets
from samplan.web.plain_text import plain_text
from samplan.web.reply import Reply
from samplan.web.transport import plain_transport


def forms(secret):
    """Return a secret as others write it."""
    encoded = [base64.b64encode(secret.encode()), base64.urlsafe_b64encode(secret.encode())]
    once = quote(secret, safe="")
    return [
        secret, plain_text(secret), html.escape(secret), html.escape(html.escape(secret)),
        html.escape(secret).replace("&#x27;", "&#39;"),
        json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], json.dumps(json.dumps(secret))[3:-3],
        json.dumps(secret)[1:-1].replace("<", "\\u003c").replace("&", "\\u0026"),
        quote(secret), once, once.lower(), quote(once, safe=""),
        quote_plus(secret), *(form.decode() for form in encoded), *(form.decode().rstrip("=") for form in encoded),
        *(quote(form, safe="") for form in encoded),
    ]  # fmt: skip


ODD = 'a&b<c>d"e'


@pytest.mark.parametrize("secret", [ODD, "x<b>7y</b>z9", "p  <!q 8", "l'ö/s\\9é", "ab??>>~~ÿ1", "c%3Cd%26e5"])
def test_every_form_is_hidden_whole(secret):
    remember_secrets([secret])
    for form in forms(secret):
        assert without_known_secrets(f"({form})") == f"({HIDDEN})", form


@pytest.mark.fuzz(60)
def test_every_form_of_drawn_secrets(seed):
    draw = Random(seed)
    secret = "x7" + "".join(draw.choice("abZ019<>&\"'/\\ +%?!=é€") for _ in range(draw.randint(4, 20))) + "k"
    remember_secrets([secret])
    for form in forms(secret):
        assert without_known_secrets(f"({form})") == f"({HIDDEN})", (secret, form)


def test_a_server_that_repeats_it():
    remember_secrets([ODD])
    said = json.dumps({"detail": f"no <b>access</b> with {ODD}"}).encode()
    assert Reply("https://example.org/", 401, said).detail() == f"no access with {HIDDEN}"
    assert Reply("https://example.org/", 401, f"no access with {html.escape(ODD)}".encode()).detail().endswith(HIDDEN)
    far = json.dumps({"detail": "x" * 195 + ODD}).encode()  # the cut at 200 characters would leave "a&b‹c"
    assert "a&" not in Reply("https://example.org/", 401, far).detail()


def test_tags_are_removed_after_the_secret():
    remember_secrets(["Pa55<b>w0rd"])  # without its tag: Pa55w0rd
    assert plain_text("with Pa55<b>w0rd.") == f"with {HIDDEN}."


@pytest.mark.parametrize("order", [1, -1])
def test_one_secret_is_a_part_of_another(order):
    remember_secrets(["secret", "secret-and-more", "more-and", "and-more-and"][::order])
    assert without_known_secrets("a secret-and-more b") == f"a {HIDDEN} b"
    assert without_known_secrets("a secret-and-more-and b") == f"a {HIDDEN} b", "what overlaps is hidden together"
    assert without_known_secrets("a secret b") == f"a {HIDDEN} b"


def test_the_user_is_hidden_with_the_password():
    address = "https://example.org/"
    credentials = Credentials("annasvensson", "pass<word>7")
    Connector(Connection(address, credentials=credentials), plain_transport(address))
    for coded in (base64.b64encode, base64.urlsafe_b64encode):
        sent = coded(b"annasvensson:pass<word>7").decode()
        assert str(UserMessage("{x}", {"x": f"Authorization: Basic {sent}"})) == f"Authorization: Basic {HIDDEN}"


@pytest.mark.parametrize("before", ["", "u", "us", "user:"])
def test_base64_of_more_than_the_secret(before):
    remember_secrets(["correct-horse-9"])
    coded = base64.b64encode(f"{before}correct-horse-9 and more".encode()).decode()
    shown = without_known_secrets(coded)
    assert HIDDEN in shown
    # 15 bytes are 20 characters of Base64; at most one at each end also holds bits of a neighbour and may stay
    assert len(coded) - len(shown.replace(HIDDEN, "")) >= 19


def test_words_years_and_our_own_sentences_stay():
    remember_secrets(["2026", "abc", "park"])
    assert without_known_secrets("In 2026 abc park", strong=True) == "In 2026 abc park"
    assert without_known_secrets("In 2026 abc park") == f"In 2026 abc {HIDDEN}"
    ours = QT_TRANSLATE_NOOP("Samplan", "The park")
    assert hide_in(ours) is ours
    assert hide_in(7) == 7
