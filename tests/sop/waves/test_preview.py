"""What a wave costs and when it pays off, in fen that anybody can count by hand."""

from __future__ import annotations

import pytest

from sop.waves.preview import Preview


@pytest.mark.parametrize(
    ("touched", "touch", "offer", "worth", "sure", "most", "pays_off_at"),
    [
        (10, 50, 100, 350, 500, 1500, 2),
        (10, 50, 100, 349, 500, 1500, 3),
        (10, 50, 100, 600, 500, 1500, 1),
        (10, 50, 100, 601, 500, 1500, 1),
        (10, 50, 100, 101, 500, 1500, 500),
        (10, 50, 100, 100, 500, 1500, None),
        (10, 50, 100, 99, 500, 1500, None),
        (10, 50, 0, 1, 500, 500, 500),
        (10, 50, 0, 0, 500, 500, None),
        (10, 50, 0, None, 500, 500, None),
        (10, 0, 100, 101, 0, 1000, 1),
        (0, 50, 100, 101, 0, 0, 1),
    ],
)
def test_so_many_have_to_come_back(
    touched: int, touch: int, offer: int, worth: int | None, sure: int, most: int, pays_off_at: int | None
) -> None:
    preview = Preview(touched, touch, offer, worth)
    assert (preview.sure_fen, preview.most_fen, preview.pays_off_at) == (sure, most, pays_off_at)
