"""Readers' e-mail addresses, unreadable in the database and in its backups.

The key is made from ``SECRET_KEY``, which is in no backup; ``SECRET_KEY_FALLBACKS`` still opens what an older one
sealed.

No library: Django brings none that encrypts, and an address of 254 letters needs no more than what the standard library
has. It is a stream cipher of a keyed hash in counter mode (NIST SP 800-108, 4.1, HMAC-SHA-256) with 128 random bits a
text, under a second keyed hash of what came out (encrypt-then-MAC), each with a key of its own.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

NONCE, TAG = 16, 32
"""Bytes."""


class Unreadable(ValueError):  # noqa: N818  what it is, in one word
    """A sealed text that no key of this site opens."""


def seal(text: str) -> str:
    """Return a text as nobody without our key can read or change it; each time another one."""
    nonce = secrets.token_bytes(NONCE)
    closed = nonce + _crossed(text.encode(), settings.SECRET_KEY, nonce)
    return base64.urlsafe_b64encode(closed + _tag(closed, settings.SECRET_KEY)).decode()


def unseal(sealed: str) -> str:
    """Return the text. Raises Unreadable."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
    except ValueError:
        raise Unreadable from None
    closed, tag = raw[:-TAG], raw[-TAG:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if hmac.compare_digest(tag, _tag(closed, secret)):
            return _crossed(closed[NONCE:], secret, closed[:NONCE]).decode()
    raise Unreadable


def fingerprint(text: str, purpose: str) -> str:
    """Return what tells two texts apart and neither of them: a keyed hash of 128 bits."""
    return salted_hmac(f"correspondence.{purpose}", text, algorithm="sha256").hexdigest()[:32]


def _crossed(text: bytes, secret: str, nonce: bytes) -> bytes:
    """Encrypt, or decrypt, which is the same."""
    key = salted_hmac("correspondence.seal.cipher", "", secret=secret, algorithm="sha256").digest()
    blocks = range(-(-len(text) // 32))
    stream = b"".join(hmac.digest(key, nonce + number.to_bytes(4, "big"), hashlib.sha256) for number in blocks)
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))


def _tag(closed: bytes, secret: str) -> bytes:
    key = salted_hmac("correspondence.seal.tag", "", secret=secret, algorithm="sha256").digest()
    return hmac.digest(key, closed, hashlib.sha256)
