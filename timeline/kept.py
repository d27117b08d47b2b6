"""Answers that a process keeps to give again."""

from collections import OrderedDict
from threading import Lock


class Kept:
    """At most so many answers by what was asked, the least lately asked goes first; safe between threads."""

    def __init__(self, most):
        self.most, self._answers, self._lock = most, OrderedDict(), Lock()

    def get(self, asked):
        """The answer, or None."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
            return self._answers.get(asked)

    def put(self, asked, answer):
        with self._lock:
            self._answers[asked] = answer
            if len(self._answers) > self.most:
                self._answers.popitem(last=False)
        return answer

    def clear(self):
        with self._lock:
            self._answers.clear()
