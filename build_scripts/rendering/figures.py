"""A figure as it stands between the blocks of a page, and where its file lies in the site."""

from __future__ import annotations

from build_scripts.model import Figure
from build_scripts.rendering.pages.page import esc
from build_scripts.rendering.tokens import enclose_figure


def figure_markdown(figure: Figure) -> tuple[str, ...]:
    """One block of finished HTML, or nothing for a figure whose file could not be read.

    An `img` only ever shows an SVG: scripts in it do not run and nothing is loaded from elsewhere (SVG 2, 2.2).
    """
    if figure.picture is None:
        return ()
    image = (
        f'<img src="../{esc(figure.source)}" alt="{esc(figure.description)}" width="{figure.picture.width}"'
        f' height="{figure.picture.height}" loading="lazy" decoding="async">'
    )
    return (enclose_figure(f'<figure class="figure">{image}</figure>'),)


def place_in_site(path: str) -> str:
    """Of the picture at `articles/<collection>/figures/name.svg`: `<collection>/figures/name.svg`."""
    return path.partition("/")[2]
