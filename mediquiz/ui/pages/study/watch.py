"""A stopwatch that can be held."""

from __future__ import annotations

from mediquiz.services.clock import Clock


class Stopwatch:
    """Measures with the monotonic clock, so that a change of the computer's time changes nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept = 0.0
        self._since: float | None = None

    def start(self) -> None:
        """From nought."""
        self._kept, self._since = 0.0, self._clock.monotonic()

    def stop(self) -> None:
        """Hold."""
        self._kept, self._since = self.seconds, None

    def go_on(self) -> None:
        """Run again from where it was held."""
        if self._since is None:
            self._since = self._clock.monotonic()

    @property
    def seconds(self) -> float:
        """Time measured so far."""
        return self._kept + (0.0 if self._since is None else self._clock.monotonic() - self._since)
