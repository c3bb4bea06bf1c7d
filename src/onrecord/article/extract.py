"""The body of a page: its paragraphs in order, with quotation marks as printed.

The fast way takes the block with most running text out of good markup. Where that is doubtful
trafilatura is asked, for precision; a body in the JSON-LD checks the length of both.
"""

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.article.credits import Link, has_credit
from onrecord.article.metadata import absolute, host_of
from onrecord.text.late import LatePattern
from onrecord.types.article import Picture

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "nav", "aside", "footer", "form", "button", "select",
    "textarea", "figure", "figcaption", "video", "audio", "object", "canvas", "dialog", "menu",
)  # fmt: skip
_BLOCK_LIST = """
p div section article main body td th li ul ol dl dt dd blockquote h1 h2 h3 h4 h5 h6 pre header center table tr html
"""
_BLOCKS = frozenset(_BLOCK_LIST.split())
_TEXT_BLOCKS = frozenset({"p", "blockquote", "li", "pre", "h2", "h3", "h4"})
_JUNK = LatePattern(
    r"""(?:^|[\s_-])(?:related|newsletter|promo|promoted|share|sharing|social|comments?|disqus|cookies?|consent|gdpr|advert\w*|ads?|
    teasers?|recommend\w*|recirc\w*|sidebar|breadcrumbs?|captions?|subscribe|subscription|sign-?up|login|paywall|tags?|taglist|topics|
    author-?(?:bio|box|info|card)|bio|about-author|footer|nav|navigation|menu|byline|toolbar|popup|modal|overlay|outbrain|taboola|
    most-?(?:read|popular)|popular|trending|more-?(?:stories|news|on|from)|read-?(?:more|next|also)|also-?read|see-?also|
    sponsored|sponsor|widget|hidden|visually-?hidden|sr-only|screen-reader-text|print-only|skip|banner|cta|callout|infobox|
    timestamp|dateline-box|metadata|meta|gallery|slideshow|player|embed|poll|quiz|survey|donat\w*|membership|app-download|credit-box|
    article-?(?:tags|footer|share|tools|meta)|entry-?(?:meta|footer)|post-?(?:meta|tags|footer))(?:$|[\s_-])
    |Newsletter|RelatedArticles?|RelatedContent|CookieBanner|ShareBar|SocialShare|InlineAd""",
    re.VERBOSE | re.IGNORECASE,
)
_JUNK_LINE = LatePattern(
    r"""^(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|sponsored(?:\s+content)?|story\s+continues\s+below.*|
    article\s+continues\s+(?:below|after).*|(?:read|see)\s+(?:also|more|next)\s*:.*|related(?:\s+(?:articles?|stories|content|topics?))?\s*:?.*|
    (?:lesen\s+sie\s+(?:auch|mehr)|mehr\s+(?:zum\s+thema|dazu)|lire\s+aussi|lea\s+también|leggi\s+anche|lees\s+ook|les\s+også|läs\s+(?:också|även))\b.*|
    (?:sign\s+up|subscribe)\b.*(?:newsletter|inbox|daily|weekly|updates?|alerts?).*|(?:follow|like)\s+us\s+on\b.*|sign\s+up\s+(?:for|to)\b.{0,80}|(?:jetzt|hier)\s+(?:anmelden|abonnieren).*|kontaktieren\s+sie\s+uns.*|
    share\s+(?:this|on)\b.*|more\s+(?:on\s+this\s+story|from\s+.*|stories)|comments?(?:\s+\(\d+\))?|loading.*|
    (?:we|this\s+(?:site|website))\s+uses?\s+cookies.*|(?:accept|manage)\s+(?:all\s+)?cookies.*|all\s+rights\s+reserved\.?|
    (?:click|tap)\s+here\s+to\b.*|skip\s+to\s+.*|print(?:\s+this)?|e-?mail|copy\s+link|listen\s+to\s+this\s+article.*|\d+\s+min(?:ute)?s?\s+read)$""",
    re.IGNORECASE | re.VERBOSE,
)
_PAYWALL = LatePattern(
    r"""\b(?:subscribe\s+(?:now\s+)?to\s+(?:continue|read|keep|unlock)|(?:this|the)\s+(?:article|story|content)\s+is\s+(?:for|only|reserved|exclusive)\b.{0,30}
    (?:subscribers|members)|already\s+a\s+(?:subscriber|member)|(?:continue|keep)\s+reading\s+(?:with|for)|(?:log|sign)\s+in\s+to\s+(?:continue|read)|
    to\s+(?:continue|read)\b.{0,40}\bsubscri\w+|subscribers?\s+only|nur\s+für\s+abonnenten|jetzt\s+(?:weiterlesen|abonnieren|abo)|
    mit\s+.{0,20}\bweiterlesen|réservé\s+aux\s+abonnés|il\s+vous\s+reste\b.{0,40}à\s+(?:lire|découvrir)|
    solo\s+para\s+suscriptores|contenido\s+exclusivo|abbonati\s+per|prenumerera\s+för|unlock\s+this\s+article)""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = LatePattern(
    r"[—–-]|by\b|von\b|par\b|\(|©|.*\b(?:reporting|contributed)\b", re.IGNORECASE
)  # bylines, signatures, wire signs
_SMALL_PAGE_CHARS = 3_000
_STUB_CHARS = 800
_SURE_CHARS = 600  # a shorter body is looked at again
_ENDS_SENTENCE = LatePattern(r"[.!?…:;][\"'”’»“)\]]*$|[。！？」』]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The paragraphs of an article, each with single spaces, and the links and pictures among them."""

    paragraphs: tuple[str, ...]
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    has_paywall_words: bool = False

    @property
    def is_stub(self) -> bool:
        """Whether so little is there that it may be what stands before a paywall."""
        return sum(map(len, self.paragraphs)) < _STUB_CHARS


def extract_body(
    markup: str, tree: LexborHTMLParser, *, title: str | None, base: str | None, declared_body: str | None
) -> Body:
    """The body of the page; without paragraphs where it has none. The tree is used up: what is no text is cut out of it."""
    root = tree.body
    if root is None:
        return Body(paragraphs=())
    paywalled = _PAYWALL.search(root.text(separator=" ")[:400_000]) is not None
    pictures = _pictures(tree, base)
    _prune(tree, root)
    container = _densest(root)
    paragraphs = _clean(list(_paragraphs(container)), title) if container is not None else []
    links = _links(container if container is not None else root, base)
    # a page that is all there at a glance needs no second opinion, which is slow to load
    if len(markup) >= _SMALL_PAGE_CHARS and _is_doubtful(paragraphs, root, declared_body):
        paragraphs = _second_opinion(markup, paragraphs, title, declared_body)
    return Body(paragraphs=tuple(paragraphs), links=links, pictures=pictures, has_paywall_words=paywalled)


def _prune(tree: LexborHTMLParser, root: LexborNode) -> None:
    tree.strip_tags(list(_DROPPED), recursive=True)
    whole, prose = len(root.text(separator=" ")), _prose(root)
    for element in root.css('[class], [id], [hidden], [aria-hidden="true"], [role]'):
        if element.tag in {"html", "body", "article", "main"} or element.parent is None:
            continue
        attributes = element.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        hidden = "hidden" in attributes or attributes.get("role") in {"navigation", "complementary", "dialog", "banner"}
        if not hidden and not _JUNK.search(named):
            continue
        # wrappers of the article itself bear such names too ("has-sidebar"): what holds much of the prose stays
        if _prose(element) <= 0.3 * prose and len(element.text(separator=" ")) < 0.4 * whole:
            element.decompose()


def _prose(element: LexborNode) -> int:
    return sum(len(paragraph.text(strip=True)) for paragraph in element.css("p"))


def _densest(root: LexborNode) -> LexborNode | None:
    """The element whose paragraphs hold most running text; a declared body wins where it holds most of it."""
    scores: dict[int, float] = defaultdict(float)
    nodes: dict[int, LexborNode] = {}
    for paragraph in root.css("p"):
        weight = len(paragraph.text(strip=True)) - 2 * sum(len(a.text(strip=True)) for a in paragraph.css("a"))
        parent, share = paragraph.parent, 1.0
        for _ in range(3):
            if parent is None or weight <= 0:
                break
            scores[parent.mem_id] += weight * share
            nodes[parent.mem_id] = parent
            parent, share = parent.parent, share * 0.6
    best = nodes[max(scores, key=lambda key: scores[key])] if scores else None
    size = len(best.text(strip=True)) if best is not None else 0
    for selector in ('[itemprop="articleBody"]', "article", "main"):
        for element in root.css(selector)[:5]:
            held = len(element.text(strip=True))
            if held >= 0.9 * size and held <= 1.6 * max(size, 1):
                return element
    return (
        best if (best is not None and size >= 0.3 * len(root.text(strip=True)[:4000])) or size > _SURE_CHARS else root
    )


def _paragraphs(container: LexborNode) -> Iterator[tuple[str, str, float]]:
    """Each block's tag and words, with the share of them that is linked."""
    key, tag, breaks = -1, "", 0
    words: list[str] = []
    linked = 0
    for node in container.traverse(include_text=True):
        if node.tag == "br":
            breaks += 1
            words.append(" ")
            continue
        if node.tag != "-text":
            continue
        piece = node.text_content or ""
        block, in_link = _block_of(node)
        block_key = block.mem_id if block is not None else 0
        if piece.strip() and (block_key != key or breaks >= 2):
            yield from _finished(tag, words, linked)
            key, tag, words, linked = block_key, (block.tag or "") if block is not None else "", [], 0
        if piece.strip():
            breaks = 0
            linked += len(piece.strip()) if in_link else 0
        if block_key == key:
            words.append(piece)
    yield from _finished(tag, words, linked)


def _finished(tag: str, words: list[str], linked: int) -> Iterator[tuple[str, str, float]]:
    line = " ".join("".join(words).split())
    if line:
        yield tag, line, linked / len(line)


def _block_of(node: LexborNode) -> tuple[LexborNode | None, bool]:
    in_link = False
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        in_link = in_link or parent.tag == "a"
        parent = parent.parent
    return parent, in_link


def _clean(blocks: Sequence[tuple[str, str, float]], title: str | None) -> list[str]:
    """The paragraphs that are running text; credits stay, links to other articles and labels go."""
    kept: list[str] = []
    texts = sum(tag in _TEXT_BLOCKS for tag, _, _ in blocks)
    folded_title = _folded(title or "")
    for tag, words, linked in blocks:
        if tag == "h1" or _repeats_title(words, folded_title) or (kept and words == kept[-1]):
            continue
        if not has_credit(words):
            label = tag not in _TEXT_BLOCKS and texts > 2 and not (len(words) > 60 and _ENDS_SENTENCE.search(words))
            link_list = linked > 0.6 and (tag == "li" or len(words) < 200)
            if label or link_list or _JUNK_LINE.match(words):
                continue
        kept.append(words)
    headings = {words for tag, words, _ in blocks if tag in {"h2", "h3", "h4"}}
    return _without_labels(kept, headings)


def _repeats_title(words: str, title: str) -> bool:
    """Whether the words are the title again, alone or below a kicker."""
    return bool(title) and len(words) < 2 * len(title) + 40 and _folded(words).endswith(title)


def _without_labels(paragraphs: list[str], headings: set[str]) -> list[str]:
    """The paragraphs without labels above the first sentence and below the last; signatures and credits stay."""
    if not any(map(_ENDS_SENTENCE.search, paragraphs)):
        return paragraphs
    first, last = 0, len(paragraphs)
    while _is_label(paragraphs[first], headings):
        first += 1
    while _is_label(paragraphs[last - 1], headings):
        last -= 1
    return paragraphs[first:last]


def _is_label(words: str, headings: set[str]) -> bool:
    if _ENDS_SENTENCE.search(words) or has_credit(words) or _SIGNS.match(words):
        return False
    return len(words) < 50 or words in headings


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())


def _is_doubtful(paragraphs: Sequence[str], root: LexborNode, declared: str | None) -> bool:
    size = sum(map(len, paragraphs))
    if declared and len(declared) > 400:
        return not 0.75 < size / len(declared) < 1.35
    everything = sum(len(p.text(strip=True)) for p in root.css("p"))
    short = len(root.text(strip=True)) < 3 * _SURE_CHARS
    if short and everything < _SURE_CHARS and size >= 0.8 * everything and size > 0:
        return False  # a short page, wholly read
    return size < _SURE_CHARS or size < 0.6 * everything


def _second_opinion(markup: str, fast: list[str], title: str | None, declared: str | None) -> list[str]:
    """The paragraphs of trafilatura where they are the better ones, or else those already found."""
    trafilatura = importlib.import_module("trafilatura")  # slow to load: only where it is needed
    try:
        found = trafilatura.extract(
            markup, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False
        )
    except Exception:  # noqa: BLE001 - foreign code on broken markup; what we found ourselves stands
        found = None
    lines = [" ".join(line.removeprefix("- ").split()) for line in (found or "").split("\n")]
    other = _clean([("p", line, 0.0) for line in lines if line], title)
    if not other:
        return fast
    if declared and len(declared) > 400:
        return min((fast, other), key=lambda body: abs(sum(map(len, body)) - len(declared)))
    return other if sum(map(len, other)) > 0.5 * sum(map(len, fast)) or not fast else fast


def _links(container: LexborNode, base: str | None) -> tuple[Link, ...]:
    links = []
    for anchor in container.css("a[href]")[:500]:
        url = absolute(anchor.attributes.get("href"), base)
        words = " ".join(anchor.text().split())
        if url is not None and words:
            links.append(Link(words=words, url=url))
    return tuple(links)


def _pictures(tree: LexborHTMLParser, base: str | None) -> tuple[Picture, ...]:
    """Pictures inside the article, with the caption of their figure; the whole page's where it marks no article."""
    scope = tree.css_first('[itemprop="articleBody"], article, main') or tree.body
    found: dict[str, Picture] = {}
    for image in scope.css("img")[:60] if scope is not None else []:
        attributes = image.attributes
        url = absolute(attributes.get("data-src") or attributes.get("src"), base)
        host = host_of(url)
        if url is None or host is None or attributes.get("width") in {"1", "0"}:
            continue
        figure = image.parent
        while figure is not None and figure.tag != "figure":
            figure = figure.parent
        line = figure.css_first("figcaption") if figure is not None else None
        caption = " ".join(line.text().split()) if line is not None else attributes.get("alt")
        found.setdefault(url, Picture(url=url, host=host, caption=caption or None))
    return tuple(found.values())[:20]
