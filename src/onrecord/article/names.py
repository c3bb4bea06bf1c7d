"""Words that tell people, outlets, agencies, roles and places apart in a byline or a credit line.

The lists hold kinds of words (and the news agencies, which sign articles everywhere), not single outlets.
"""

import re

from onrecord.text.late import LatePattern

# agencies sign by full name and by initials; case is ignored except for initials that are also words
_AGENCY_LIST = """
associated press|the associated press|agence france-presse|agence france presse|reuters|thomson reuters|dpa
deutsche presse-agentur|deutsche presse agentur|dpa-infocom|dpa-afx|bloomberg|bloomberg news|united press international
press association|pa media|press trust of india|asian news international|canadian press|the canadian press|cp
australian associated press|agencia efe|efe|europa press|ansa|adnkronos|askanews|apa|tass|interfax|ria novosti|xinhua
kyodo|kyodo news|jiji press|yonhap|anadolu agency|anadolu ajansı|iha|dha|kna|epd|sid|sda|keystone-sda|ats|belga|anp|tt
ntb|ritzau|stt|pap|čtk|ctk|mti|lusa|afp|aap|upi|pti|ani|ians|getty images|epa|dts|afx|agerpres|hina|sita|notimex|telam
agencia brasil|agência brasil|ap
"""
_AGENCY_NAMES = frozenset(_AGENCY_LIST.strip().replace("\n", "|").split("|"))
_SHORT_AGENCY_AS_WORD = frozenset({"ap", "sid", "tt", "pap", "cp", "ani", "ats", "dha", "iha"})  # need capitals

_OUTLET_WORD = LatePattern(
    r"""\b(?:news|newspaper|post|times|press|pressebüro|agency|agencies|agentur|agence|agencia|agenzia|zeitung|zeit|media|
    medien|network|tribune|herald|gazette|journal|chronicle|courier|kurier|dispatch|inquirer|examiner|observer|standard|
    guardian|mirror|telegraph|daily|weekly|magazine|magazin|review|bulletin|broadcasting|television|radio|tv|fm|online|
    newsroom|wire|service|services|nachrichten|rundschau|anzeiger|blatt|tagblatt|tageblatt|dagblad|nieuws|noticias|
    diario|periódico|jornal|giornale|gazzetta|corriere|podcast|blog|verlag|rundfunk|university|institute|institut|ministry|
    foundation|stiftung|redaktion|redaktionsnetzwerk|redaction|rédaction|redazione|redacción|redação|redaktionen|toimitus|
    redactie|editorial|editors|staff|team|desk|bureau|gmbh|inc|ltd|llc|corporation|association|group|channel|studio|
    monitor|globe|sentinel|ledger|digest|report|reports|today|sport|sports|politics|club|project|council)\b
    | (?:zeitung|rundschau|nachrichten|anzeiger|blatt|kurier|news|netzwerk|agentur|rundfunk|radio|medien|redaktion)\b
    | \b[\w-]+\.(?:com|org|net|de|at|ch|co\.uk|uk|fr|it|es|nl|be|se|no|dk|fi|pl|cz|eu|ca|au|info|tv|io|news|example)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STAFF = LatePattern(
    r"""^(?:(?:our|the|unsere[rm]?|notre|von\s+unsere[rm]?)\s+)?(?:(?:web|online|news|digital|national|local|foreign|international|
    sports?|political|business|editorial|special|senior|own|von|der|die|la|la\s+)\s*)*
    (?:staff(?:\s+(?:reporters?|writers?|correspondents?))?|reporters?|correspondents?|korrespondent(?:in)?|newsroom|
    news\s*desk|web\s*desk|desk|team|editors?|editorial(?:\s+(?:board|team|staff))?|agencies|agenturen|wires?|wire\s+services?|
    redaktion|redaktionen|redaction|rédaction|redazione|redacción|redacao|redação|redactie|toimitus|admin(?:istrator)?|
    administrator|webmaster|author|autor(?:in)?|auteur|guest(?:\s+(?:author|contributor|writer))?|contributors?|anonymous|
    unknown|user|root|none|null|undefined|editor\s+in\s+chief|news\s+agencies|press\s+release|sponsored)$""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLE_WORD = LatePattern(
    r"""\b(?:(?:deputy|chief|senior|managing|executive|associate|assistant|political|foreign|defen[cs]e|diplomatic|world|
    national|international|economics?|business|sports?|culture|science|health|home|news|staff|investigations?|freelance|europe|
    regional|city|crime|legal|education|technology|social|digital|data|head|editor|politics|environment|transport|royal|
    white\s+house|market|markets|features?|multimedia|video|local|economy|trade|energy|climate)\s+)*
    (?:editors?|reporters?|correspondents?|columnists?|writers?|journalists?|producers?|analysts?|commentators?|
    contributors?|photographers?|bureau\s+chief|editor-in-chief|editor-at-large|anchor|presenter|
    redakteur(?:in)?|redaktor(?:in)?|reporter(?:in)?|korrespondent(?:in)?|chefredakteur(?:in)?|volontär(?:in)?|
    journalist(?:in)?|autor(?:in)?|ressortleiter(?:in)?|leiter(?:in)?|kolumnist(?:in)?|freie[r]?\s+\w+|
    기자|記者|记者|journaliste|rédact(?:eur|rice)|correspondante?|reporter|periodista|redactora?|corresponsal|giornalista|
    redat(?:tore|trice)|corrispondente|inviat[oa]|jornalista|repórter|redacteur|verslaggever|correspondent|journalist|
    reportrar?|fotograf(?:in)?|skribent|toimittaja|dziennikarz|dziennikarka|redaktorka?|professor|lecturer|researcher|
    research\s+fellow|fellow|director|directrice|director\s+general|president|secretary|spokes(?:man|woman|person))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACE_HEAD = LatePattern(
    r"^(?:New|San|Los|Las|Saint|St\.?|Sankt|Bad|Port|North|South|East|West|Abu|Tel|Hong|Kuala|Buenos|Addis|Cape|Rio|Mexico)"
    r"\s+\S+$|\b(?:City|Beach|Island|Islands|County|Province|Bay)$"
)
_NAME_WORD = LatePattern(r"[^\W\d_](?:[^\W\d_]|[.'’ʼ´`·-])*\.?")
_PARTICLE_LIST = """
von van der den de da di del della dos das du le la el al bin ibn ben af av zu zur zum ter ten te y e i und of the d' st o'
mac mc bint abu jr sr jr. sr. dr dr. prof prof. mag mag. dipl
"""
_PARTICLES = frozenset(_PARTICLE_LIST.split())


def is_agency(name: str) -> bool:
    """Whether the name is a news agency's, in full or by initials.

    >>> is_agency("Agence France-Presse"), is_agency("AP"), is_agency("Ap Berg")
    (True, True, False)
    """
    bare = " ".join(name.split()).strip(".")
    if bare.lower() in _SHORT_AGENCY_AS_WORD:
        return bare.isupper()
    return bare.lower() in _AGENCY_NAMES


def is_staff(name: str) -> bool:
    """Whether the words name an office of the newsroom and nobody in it: "Staff reporter", "Newsroom"."""
    return _STAFF.match(name.strip()) is not None


def looks_like_outlet(name: str) -> bool:
    """Whether the words hold what only names of outlets, agencies and other bodies hold."""
    return is_agency(name) or _OUTLET_WORD.search(name) is not None


def role_start(words: str) -> int | None:
    """Where a role begins in the words: 10 in "Anna Berg Political Editor"; None where there is none."""
    match = _ROLE_WORD.search(words)
    return None if match is None else match.start()


def looks_like_place(name: str) -> bool:
    """Whether several words open or close as names of places do ("New Orvane", "Lume City")."""
    return _PLACE_HEAD.search(name) is not None


def looks_like_person(name: str) -> bool:
    """Whether the words could be one person's name: one to five words, in capitals or capitalised, no digits.

    >>> looks_like_person("Mara von Tessel"), looks_like_person("said the minister")
    (True, False)
    """
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > 60:
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    capitalised = sum(not word[0].islower() for word in words)
    return capitalised >= 1 and all(not word[0].islower() or word.lower() in _PARTICLES for word in words)
