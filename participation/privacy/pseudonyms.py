"""Pseudonyms of authors: a keyed hash, so that nobody without the secret can link or guess them.

Pseudonymised data remain personal data (GDPR Art. 4(5); EDPB Guidelines 01/2025)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from ...messages import QT_TRANSLATE_NOOP
from ..errors import PrivacyError

MIN_SECRET = 16


def new_secret() -> str:
    """Return a fresh secret for `Pseudonyms`; keep it outside the project file (QGIS's authentication manager)."""
    return secrets.token_hex(32)


def identity_of(secret: str) -> str:
    """Return what tells a secret from others without giving it away: 32 hexadecimal digits, as random as the secret.

    A feedback database keeps it, so that its secret is found wherever the file lies, and no other one is taken for it.
    """
    return hmac.new(secret.encode(), b"samplan feedback database", hashlib.sha256).hexdigest()[:32]


class Pseudonyms:
    """Turns what identifies an author into a pseudonym: HMAC-SHA-256 with a secret, per source.

    Parameters
    ----------
    secret : str
        At least 16 characters, one per project, kept by the caller outside the project file.
    source : str
        Source id: the same person gets unrelated pseudonyms at two sources.

    Attributes
    ----------
    identity : str
        See `identity_of`.

    Raises
    ------
    PrivacyError
        The secret is too short to protect anything.
    """

    def __init__(self, secret: str, source: str = "") -> None:
        if len(secret) < MIN_SECRET:
            raise PrivacyError(
                QT_TRANSLATE_NOOP("Samplan", "The secret for pseudonyms needs at least {least} characters."),
                least=MIN_SECRET,
            )  # fmt: skip
        self.identity = identity_of(secret)
        self._key = hmac.new(secret.encode(), source.encode(), hashlib.sha256).digest()

    def __call__(self, author: str) -> str:
        """Return 32 hexadecimal digits."""
        return hmac.new(self._key, author.strip().casefold().encode(), hashlib.sha256).hexdigest()[:32]
