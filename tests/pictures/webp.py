"""PNG to WebP by the browser's own encoder, so that no library is needed for it."""

from __future__ import annotations

import base64

from playwright.sync_api import Page

LIMIT = 60_000
"""Bytes of one picture of the guides."""
QUALITIES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
_ENCODE = """async ([data, quality]) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
}"""


def as_webp(blank: Page, png: bytes) -> bytes:
    """The best of `QUALITIES` that stays within `LIMIT`. `blank`: a page without a security policy of its own.
    Raises ValueError where even the least is too large."""
    data = base64.b64encode(png).decode("ascii")
    for quality in QUALITIES:
        encoded = base64.b64decode(blank.evaluate(_ENCODE, [data, quality]))
        if len(encoded) <= LIMIT:
            return encoded
    raise ValueError(f"{len(encoded)} bytes at the lowest quality: show less of the page")
