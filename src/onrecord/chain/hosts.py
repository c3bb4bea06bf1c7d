"""Whose a host is: the site it belongs to, the outlet it is named for, or a service that serves everybody."""

import re

from onrecord.text.late import LatePattern

# services that serve pictures for whoever pays: they say nothing of the outlet
_SHARED = LatePattern(
    r"""(?:^|\.)(?:cloudfront\.net|akamaihd\.net|akamaized\.net|akamai\.net|fastly\.net|fastly-insights\.com|cloudinary\.com|imgix\.net|
    amazonaws\.com|googleusercontent\.com|googleapis\.com|ggpht\.com|gstatic\.com|bp\.blogspot\.com|blogger\.com|wp\.com|wordpress\.com|
    gravatar\.com|twimg\.com|fbcdn\.net|facebook\.com|cdninstagram\.com|ytimg\.com|youtube\.com|vimeocdn\.com|imgur\.com|flickr\.com|
    staticflickr\.com|wikimedia\.org|unsplash\.com|pexels\.com|pixabay\.com|shutterstock\.com|istockphoto\.com|gettyimages\.com|
    azureedge\.net|windows\.net|jsdelivr\.net|cloudflare\.com|b-cdn\.net|bunnycdn\.com|keycdn\.com|kxcdn\.com|stackpathcdn\.com|
    edgecastcdn\.net|squarespace-cdn\.com|squarespace\.com|wixstatic\.com|shopify\.com|medium\.com|substackcdn\.com|ctfassets\.net|
    sanity\.io|prismic\.io|datocms-assets\.com|storyblok\.com|brightspotcdn\.com|brightcdn\.com|zencdn\.net|jwplatform\.com|jwpcdn\.com|
    taboola\.com|outbrain\.com|doubleclick\.net|scorecardresearch\.com|arcpublishing\.com|digitaloceanspaces\.com|backblazeb2\.com)$""",
    re.VERBOSE,
)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"})
_FUNCTION_WORDS = LatePattern(r"\b(?:the|a|der|die|das|le|la|les|el|los|il|lo|de|het)\b")


def is_shared_host(host: str) -> bool:
    """Whether the host serves pictures for anybody.

    >>> is_shared_host("d1a2b3.cloudfront.net"), is_shared_host("images.harbourpost.example")
    (True, False)
    """
    return _SHARED.search(host.lower()) is not None


def site_of(host: str) -> str:
    """The site a host belongs to: its registered name, as far as its form shows.

    >>> site_of("images.harbourpost.co.uk")
    'harbourpost.co.uk'
    """
    labels = host.lower().strip(".").split(".")
    if len(labels) <= 2 or all(label.isdigit() for label in labels):
        return ".".join(labels)
    size = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def is_named_for(host: str, outlet: str) -> bool:
    """Whether the host bears the outlet's name: "images.harbourpost.example" and "The Harbour Post".

    >>> is_named_for("images.harbourpost.example", "The Harbour Post")
    True
    """
    if "." in outlet and " " not in outlet:
        return site_of(outlet.removeprefix("www.")) == site_of(host)
    name = re.sub(r"[\W_]+", "", _FUNCTION_WORDS.sub("", outlet.casefold()))
    label = site_of(host).split(".")[0].replace("-", "")
    return len(name) >= 3 and (
        name == label or (len(name) >= 5 and (name in label or (len(label) >= 5 and label in name)))
    )
