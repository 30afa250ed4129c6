"""Queries of the public pages whose SQL is written once in a process instead of at every request.

Django takes about a millisecond to write the SQL of a query, several times what the database takes to answer it
(docs/adr/0004). A prepared query is an ordinary queryset, built once with marks in the place of its values; its SQL is
kept, and each call only fills in the values. What comes back are the same instances that the queryset would give.
It leans on how Django 5.2 compiles and iterates querysets; ``tests/test_prepared_queries.py`` compares both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

from . import process_caches

M = TypeVar("M", bound=models.Model)

NUMBER_MARK, TEXT_MARK = -987_654_321_000, "\ue200"
"""What stands for a value while the SQL is written: no row has such keys or words."""


class _Answer:
    """As much of a queryset as Django's iteration over instances asks for."""

    def __init__(self, compiler: SQLCompiler, using: str) -> None:
        self.db, self.query, self._known_related_objects = using, self, {}  # type: ignore[var-annotated]  # empty
        self._compiler = compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


class Prepared(Generic[M]):
    """A query that takes a fixed number of values and answers with a list of instances. One query a call."""

    def __init__(self, build: Callable[..., models.QuerySet[M]], *kinds: type[int] | type[str]) -> None:
        """Take a function from values to a queryset, and for each value whether it is a number or a text."""
        self._build = build
        self._marks = [NUMBER_MARK - i if kind is int else f"{TEXT_MARK}{i}" for i, kind in enumerate(kinds)]

    def __call__(self, *values: int | str) -> list[M]:
        """Ask with these values, in the order of the kinds."""
        connection = connections[DEFAULT_DB_ALIAS]
        kept, sql, params = _WRITTEN.get((self, connection.vendor)) or self._write(connection)
        filled = dict(zip(self._marks, values, strict=True))
        compiler = copy(kept)
        compiler.connection = connection
        answer = (sql, tuple([filled.get(param, param) for param in params]))
        compiler.as_sql = lambda *_args, **_kwargs: answer  # type: ignore[method-assign]  # the point of all this
        return list(ModelIterable(_Answer(compiler, connection.alias)))  # type: ignore[arg-type]  # see _Answer

    def _write(self, connection: BaseDatabaseWrapper) -> tuple[SQLCompiler, str, Sequence[Any]]:
        compiler = self._build(*self._marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([select[0] for select in compiler.select])
        compiler.get_converters = lambda _expressions: converters
        if missing := [mark for mark in self._marks if mark not in params]:
            raise TypeError(f"The query does not hold value number {self._marks.index(missing[0])}.")
        written = _WRITTEN[self, connection.vendor] = compiler, sql, params
        return written


_WRITTEN: dict[tuple[Prepared[Any], str], tuple[SQLCompiler, str, Sequence[Any]]] = {}
"""The SQL of each query for each kind of database."""
process_caches.add(_WRITTEN.clear)


class PreparedIn(Generic[M]):
    """A prepared query for any number of values, such as ``pk__in``: written once for each score of them."""

    STEP = 20

    def __init__(self, build: Callable[[Sequence[Any]], models.QuerySet[M]], kind: type[int] | type[str]) -> None:
        """Take a function from a list of values to a queryset, and what the values are."""
        self._build, self._kind = build, kind
        self._of_size: dict[int, Prepared[M]] = {}

    def __call__(self, values: Sequence[Any]) -> list[M]:
        """Ask for these values; nothing is asked for none. The last value stands in for those up to a whole score."""
        if not values:
            return []
        size = -(-len(values) // self.STEP) * self.STEP
        query = self._of_size.get(size)
        if query is None:
            query = self._of_size[size] = Prepared(lambda *marks: self._build(marks), *[self._kind] * size)
        return query(*values, *[values[-1]] * (size - len(values)))
