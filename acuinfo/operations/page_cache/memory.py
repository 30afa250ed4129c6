"""The answers that one worker keeps."""

from collections import OrderedDict
from threading import Lock

from .answer import Answer
from .version import State

Key = tuple[str, str]


class Shelf:
    """Answers within a number of bytes, the longest unused one first to go."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """Return an answer and count it as used."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def take(self, key: Key) -> Answer | None:
        """Return an answer and forget it."""
        answer = self._answers.pop(key, None)
        self.size -= answer.size if answer is not None else 0
        return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer; older ones make room."""
        self.take(key)
        self._answers[key] = answer
        self.size += answer.size
        while self.size > self.limit:
            _key, oldest = self._answers.popitem(last=False)
            self.size -= oldest.size

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self.size = 0


class Memory:
    """The answers of one state. What was asked for once makes room before what was asked for again.

    So a robot that walks through every filter or search does not push out the pages that people read.
    """

    def __init__(self, limit: int) -> None:
        self._once, self._again = Shelf(limit // 4), Shelf(limit - limit // 4)
        self._state: State | None = None
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes kept now."""
        return self._once.size + self._again.size

    def get(self, state: State, key: Key) -> Answer | None:
        """Return what is kept for exactly this state."""
        with self._lock:
            self._enter(state)
            answer = self._again.get(key)
            if answer is None and (answer := self._once.take(key)) is not None:
                self._again.put(key, answer)
            return answer

    def put(self, state: State, key: Key, answer: Answer) -> bool:
        """Keep an answer, unless the site has moved on while it was made; tell whether it was kept."""
        with self._lock:
            is_current = state is self._state  # the same object: after a clear comes another one, maybe of equal value
            if is_current:
                self._once.put(key, answer)
            return is_current

    def clear(self) -> None:
        """Forget everything, and what is being made now when it comes."""
        with self._lock:
            self._enter(None)

    def _enter(self, state: State | None) -> None:
        if state is not self._state:
            self._once.clear()
            self._again.clear()
            self._state = state
