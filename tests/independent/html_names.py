"""What there is in HTML: names of elements, and which of them are words' business."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """The names in a text, which are parted by spaces."""
    return frozenset(text.split())


INLINE = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark"
    " nobr q s samp small span strike strong sub sup time tt u var wbr"
)
"""Elements whose tags do not part words."""

BLOCK = names(
    "address article aside base basefont blockquote body caption center col colgroup dd"
    " details dialog dir div dl dt fieldset figcaption figure footer form frame"
    " frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu"
    " menuitem nav noframes ol optgroup option p param search section summary table"
    " tbody td tfoot th thead title tr track ul pre script style textarea"
)
"""Elements that begin a block wherever a line begins with one of their tags."""

VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements that have no end tag."""

OTHER = names(
    "area audio br button canvas datalist embed img input map meta meter noscript"
    " object output picture progress rp rt ruby select source svg template video"
    " marquee blink"
)

KNOWN = INLINE | BLOCK | OTHER

CONTAINERS = names("table tbody thead tr td th ul ol li dl dd dt div")
"""Elements in which lines are indented for the eye, and are no code for that."""
