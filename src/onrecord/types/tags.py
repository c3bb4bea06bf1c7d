"""What an encoder says of each token of a text: the raw material of statements and names."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The answers for one window of a text.

    spans: int32 (tokens, 2), code points of the text, (0, 0) for special tokens.
    roles, names: float32 (tokens, labels), log probabilities of the B-I-E-S labels of each scheme.
    within: float32 (tokens, labels), as roles, of the statements inside a statement's content.
    links: float32 (tokens, 3, kinds, size): query of a first token, query of a last token, key.
    """

    spans: NDArray[np.int32]
    roles: NDArray[np.float32]
    names: NDArray[np.float32]
    links: NDArray[np.float32]
    within: NDArray[np.float32]
