"""One answer: its body in every encoding, its headers, and how it is packed for another machine."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import brotli

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Variant:
    """An answer in one encoding, ready to be sent."""

    etag: str
    headers: Headers
    headers_304: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in every encoding that makes it smaller."""

    status: str
    variants: Mapping[str, Variant]

    @property
    def size(self) -> int:
        """Bytes it takes to keep, roughly."""
        return 4000 + sum(len(variant.body) for variant in self.variants.values())


SENT_WITH_BODY = frozenset(
    {"content-length", "content-encoding", "content-type", "content-disposition", "etag", "vary"}
)


def answer_of(status: str, headers: Headers, body: bytes) -> Answer:
    """Compress an answer and write its headers, for each encoding."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    bodies = {"": body}
    if len(body) > 500:
        bodies |= {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
    shared = [(name, value) for name, value in headers if name.lower() not in SENT_WITH_BODY]
    about = [(name, value) for name, value in headers if name.lower() in ("content-type", "content-disposition")]
    return Answer(status, {name: _variant(name, digest, shared, about, text) for name, text in bodies.items()})


def _variant(encoding: str, digest: str, shared: Headers, about: Headers, body: bytes) -> Variant:
    etag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    always = [*shared, ("ETag", etag), ("Vary", "Accept-Encoding")]
    how = [("Content-Encoding", encoding)] if encoding else []
    return Variant(etag, [*always, *about, *how, ("Content-Length", str(len(body)))], always, body)


def preferred(accepted: str) -> str:
    """Return the encoding to use for an Accept-Encoding header: br, gzip or "" (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        with suppress(ValueError):
            weights[name.strip()] = float(parameter.strip().removeprefix("q=") or 1)
    weight, best = max(
        ((weights.get(name, weights.get("*", 0.0)), name) for name in ("br", "gzip")), key=lambda offer: offer[0]
    )
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else ""


def packed(answer: Answer) -> bytes:
    """Return an answer as bytes: one line of JSON that describes it, then the bodies."""
    parts = [[name, v.etag, v.headers, v.headers_304, len(v.body)] for name, v in answer.variants.items()]
    return b"\n".join([json.dumps([answer.status, parts]).encode(), b"".join(v.body for v in answer.variants.values())])


def unpacked(stored: bytes) -> Answer:
    """Return what ``packed`` packed. Raises ValueError for anything else."""
    line, _, rest = stored.partition(b"\n")
    status, parts = json.loads(line)
    variants, start = {}, 0
    for name, etag, headers, headers_304, length in parts:
        body = rest[start : start + length]
        variants[name] = Variant(etag, _pairs(headers), _pairs(headers_304), body)
        start += length
    if start != len(rest):
        raise ValueError("the bodies are not as long as they should be")
    return Answer(status, variants)


def _pairs(rows: Iterable[tuple[str, str]]) -> Headers:
    return [(name, value) for name, value in rows]
