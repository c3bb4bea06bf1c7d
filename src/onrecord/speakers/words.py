"""The words that tell who a phrase means: offices, kinds of organisation, titles, pronouns, first names."""

import re
from enum import StrEnum


class Gender(StrEnum):
    """As the article's words give it; None elsewhere means that they do not."""

    FEMALE = "female"
    MALE = "male"


OFFICES = frozenset(
    """
    activist adviser advisor aide ambassador analyst archbishop assistant attorney author banker baron bishop boss
    broadcaster captain cardinal chair chairman chairperson chairwoman chancellor chief co-author co-chair co-founder
    coach colonel columnist commander commentator commissioner comptroller congressman congresswoman consul consultant
    coordinator counsel councillor councilman councilwoman counselor dean defendant delegate deputy designer detective
    diplomat director doctor economist editor engineer envoy executive expert farmer fellow firefighter founder general
    governor head historian host investigator journalist judge justice king lawmaker lawyer leader lecturer legislator
    lieutenant lobbyist major manager mayor member minister moderator monarch negotiator nominee nurse observer
    officer official operative organiser organizer owner parliamentarian partner pastor patriarch physician pilot pollster
    pope prefect premier presenter president priest prime-minister prince princess principal producer professor prosecutor
    publisher queen rabbi rapporteur rector regulator reporter representative researcher resident scholar scientist
    secretary senator sergeant sheriff solicitor speaker spokesman spokesperson spokeswoman strategist student
    superintendent supervisor surgeon teacher trader treasurer trustee undersecretary vice-president veteran volunteer
    whip witness worker writer mp mep ceo cfo
    """.split()
)
_GENERIC = frozenset(
    """
    man woman person guy fellow candidate nominee victim suspect driver neighbour neighbor passenger voter source
    insider rival opponent critic supporter billionaire businessman businesswoman businessperson tycoon star actor actress
    girl boy child kid baby mom mum mummy dad daddy grandmother grandfather grandma grandpa parent nun monk thief spy
    native relative resident adult teenager pensioner refugee migrant soldier sailor client customer patient respondent
    participant parishioner commuter tenant landlord tourist hostage detainee prisoner inmate
    singer player winner survivor mother father daughter son wife husband brother sister cousin uncle aunt widow friend
    """.split()
)
PEOPLE = OFFICES | _GENERIC
ORGANISATIONS = frozenset(
    """
    administration agency alliance army assembly association authority bank board body bloc bureau cabinet campaign
    caucus chamber charity church club coalition college commission committee company conference congress consortium
    corporation council court department embassy federation firm force foundation fund government group house
    industry inquiry institute institution intelligence judiciary kingdom league legislature magazine mayoralty media
    ministry mission monarchy movement museum navy network newspaper ngo office organisation organization
    palace panel paper parliament partnership party police presidency press prosecution publication regime regulator
    republic school secretariat senate service site station summit syndicate team treasury tribunal trust union
    university watchdog website administration outlet broadcaster
    """.split()
)
SEATS = frozenset("city state county town country nation province island territory region".split())
MEDIA = frozenset("newspaper paper magazine outlet website site broadcaster station publication channel".split())
MEDIA_NAMES = frozenset(
    """
    post times news herald tribune journal gazette chronicle courier dispatch echo express globe guardian independent
    ledger mail mercury mirror observer press radio record review standard star sun telegraph television tv today wire
    world politico bulletin examiner inquirer sentinel
    """.split()
)
ANY_BODY = frozenset(
    "agency association body bureau company firm group institute institution organisation organization office unit "
    "corporation charity party network".split()
)
# What a phrase that names nobody in particular counts or stands for.
GROUPS = frozenset(
    """
    people officials sources critics supporters analysts experts diplomats lawmakers observers leaders members ministers
    others some many most few several both residents witnesses voters aides advisers advisors investigators police
    scientists researchers economists opponents allies republicans democrats conservatives liberals reporters journalists
    media press opposition lawyers prosecutors authorities activists protesters farmers workers unions traders investors governments
    states countries nations capitals parties users polls surveys studies documents reports records
    """.split()
)
UTTERANCES = frozenset(
    "account answer claim claims comment comments letter message position post remark remarks reply speech stance "
    "statement statements testimony tone tweet view views words".split()
)
VAGUE = frozenset(
    "a an one another some several many few two three four five six seven eight nine ten dozens hundreds thousands "
    "other others anonymous unnamed unidentified senior multiple certain various most no any".split()
)
TITLES = {
    "mr": Gender.MALE, "mister": Gender.MALE, "sir": Gender.MALE, "lord": Gender.MALE, "monsieur": Gender.MALE,
    "herr": Gender.MALE, "father": Gender.MALE, "brother": Gender.MALE, "king": Gender.MALE, "prince": Gender.MALE,
    "mrs": Gender.FEMALE, "ms": Gender.FEMALE, "miss": Gender.FEMALE, "dame": Gender.FEMALE, "lady": Gender.FEMALE,
    "madame": Gender.FEMALE, "frau": Gender.FEMALE, "sister": Gender.FEMALE, "queen": Gender.FEMALE,
    "princess": Gender.FEMALE, "dr": None, "prof": None, "rev": None, "sen": None, "rep": None, "gov": None,
    "gen": None, "col": None, "capt": None, "lt": None, "sgt": None, "maj": None, "adm": None, "hon": None,
    "st": None, "justice": None, "judge": None,
}  # fmt: skip
GENDERED_OFFICES = {
    **dict.fromkeys(
        "chairwoman spokeswoman congresswoman councilwoman businesswoman actress mother daughter wife sister queen "
        "princess woman saleswoman policewoman baroness duchess".split(),
        Gender.FEMALE,
    ),
    **dict.fromkeys(
        "chairman spokesman congressman councilman businessman father son husband brother king prince man pope priest "
        "cardinal bishop baron duke policeman".split(),
        Gender.MALE,
    ),
}
PRONOUNS = {
    "he": Gender.MALE, "him": Gender.MALE, "his": Gender.MALE, "himself": Gender.MALE,
    "she": Gender.FEMALE, "her": Gender.FEMALE, "hers": Gender.FEMALE, "herself": Gender.FEMALE,
}  # fmt: skip
FIRST_PERSON = frozenset("i we me us my our".split())
PLURAL_PRONOUNS = frozenset("they them their".split())
THING_PRONOUNS = frozenset("it its this that which".split())
RELATIVE_PRONOUNS = frozenset("who whom whose".split())
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd md mp mep".split())
_FEMALE_NAMES = frozenset(
    """
    ada agnes aisha alessandra alexandra alice alicia alina alison amanda amelia amina amy ana anastasia andrea angela
    angelina anita ann anna anne annika antonia april ariana astrid audrey ava barbara beatrice bella bernadette beth
    betty bianca birgit brenda bridget britta camila camille carla carmen carol carolina caroline catherine cecilia
    charlotte chiara chloe christina christine claire clara claudia cynthia dagny daniela deborah debra denise diana diane
    dolores donna dora doris dorothy edith elaine eleanor elena eliza elisabeth elizabeth ella ellen elsa emily emma erica
    erika esther eva eve evelyn fatima fiona florence frances francesca freya gabriela gabrielle gail georgia gina gloria
    grace greta gudrun hannah harriet heather hedda heidi helen helena henrietta hilary hillary ida ilse imani ines inga
    ingrid irena irene iris irina isabel isabella ivanka ivana jacqueline jane janet janice jasmine jean jennifer jenny
    jessica jill joan joanna jodie johanna josephine joy joyce judith julia juliana julie june karen karin katarina kate
    katharina katherine kathleen kathryn katja katrin kellyanne kelly kim kirsten kristin laila lara laura lauren lea lena
    leila lila lilian liliana lillian linda lindsay lisa liv liz loretta lorraine louise lucia lucille lucy ludmila lydia
    lynn madeleine maggie malin mara margaret margarita margot maria marian marianne marie marina marion marissa marta
    martha martina mary mathilda maya megan melania melanie melissa mercedes mia michelle mila mina miriam mira moira
    monica monika nadia nancy naomi natalia natalie natasha nicole nina noor nora norma olga olivia pamela patricia paula
    pauline penelope petra phyllis priya rachel ramona rebecca regina renata renate rita roberta robin rosa rose rosemary
    roxana ruth sabine sally samantha sandra sara sarah selma sharon sheila shirley signe silvia simone sofia sonia sonja
    sophia sophie stella stephanie sue susan susanna suzanne svetlana sylvia tamara tanya tara tatiana teresa theresa
    tiffany tina tove tracy tulsi ulla ulrike una ursula valentina valeria valerie vanessa vera veronica victoria viktoria
    violet virginia vivian wendy wilma yasmin yolanda yvonne zara zoe
    """.split()
)
_MALE_NAMES = frozenset(
    """
    aaron abdul abraham adam adrian ahmed alan albert alejandro aleksandr alessandro alex alexander alexei alfred ali allen
    anders andre andreas andrei andrew andy angus anthony anton antonio arjun arne arnold arthur axel barack barry ben
    benedict benjamin bernard bernie bill bob bjorn boris brad bradley brandon brendan brian bruce bruno bryan carl carlos
    casper cedric chad charles chris christian christoph christopher chuck clarence claude colin conrad craig curtis dale
    damian dan daniel dario dave david dean dennis derek diego dieter dimitri dmitri dominic don donald douglas duncan earl
    ed eduard edgar edmund eduardo edward edwin elias elliot emil emmanuel enrique eric erik ernest eugene evan fabian felix
    ferdinand fernando filip francis francisco franco frank franklin fred frederick fredrik friedrich gabriel gareth gary
    gavin geoffrey george gerald gerard gerhard giovanni glenn gordon graham greg gregory guido gunnar gustav guy hamza hans
    harald harold harry harvey hassan hector heinrich helmut henrik henry herbert herman howard hugh hugo hussein ian ibrahim
    igor ilya isaac ivan jack jacob jakob james jan jared jason javier jay jeff jeffrey jens jeremy jerome jerry jesse jim
    jimmy joachim joe joel johan johann john johnny jon jonas jonathan jordan jorge jose josef joseph joshua juan julian
    julius jurgen justin karl keith ken kenneth kevin khalid klaus konrad konstantin kristian kurt kyle lars laurence lawrence
    lee leif leo leon leonard leonid lewis liam lindsey lionel lloyd lorenzo louis luca lucas luis lukas luke magnus malcolm
    manuel marc marcel marco marcus mario mark markus martin marvin mathias matt matteo matthew matthias maurice max
    maximilian mehmet michael michel miguel mike mikhail milan milo mitch mitchell mitt mohamed mohammed morten murray nathan
    ned neil newt nicholas nick nicolas niels nigel nikolai nils noah noel norman oleg oliver olivier omar oscar oskar otto
    owen pablo patrick paul pavel pedro per peter petr phil philip philippe pierre rafael ralph ramon rand randy raphael raul
    ray raymond reince reinhard rene ricardo richard rick rob robert roberto rodney rodrigo roger roland rolf roman ron ronald
    ross roy rudolf rudy rupert russell ryan sam samir samuel scott sean sebastian sergei sergey sergio seth shane shaun
    sigurd simon stanley stefan stephen steve steven stuart sven tariq ted terence terry theo theodor theodore thomas tim
    timothy tobias todd tom tomas tommy tony tor trevor tristan tyler ulrich umar uwe vaclav vernon victor viktor vincent
    vladimir vince walter warren wayne werner wilhelm will william willy wolfgang xavier yuri yusuf zachary
    """.split()
)
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*\.?")


def gender_of_name(first_name: str) -> Gender | None:
    """The gender that a first name is usually given to; None where it is not in our lists.

    >>> gender_of_name("Mara"), gender_of_name("Robin") is None
    (<Gender.FEMALE: 'female'>, False)
    """
    lower = first_name.lower()
    if lower in _FEMALE_NAMES:
        return Gender.FEMALE
    return Gender.MALE if lower in _MALE_NAMES else None


_AGENT = re.compile(r"(?:[a-z]{2,}(?:er|or|ist|ian|ee)|[a-z]+(?:man|woman|person|people|folk))")
_NO_AGENTS = frozenset(
    """
    answer border cancer center centre chapter character charter colour computer corner corridor counter cover cover-up
    crater daughter-in-law december degree diaper dinner disaster disorder doctor's door either error ever factor filter
    finger fever floor folder footer former further gender guarantee harbor header helicopter her however indoor inner
    interior knee labor laser later latter lawsuit layer leaflet letter liquor list lower major manner marker master
    matter mayor-elect meter minor mirror monitor motor murder neither never newsletter november number october offer
    older order other outer over owner paper parlor pepper poster power powder printer prior procedure rather razor
    refer register regulator remainder reminder river rumor scooter sector semester senior september server shelter
    shoulder sister silver soccer spider sponsor summer super tower terror theater theatre thriller tender timber
    together tour transfer trailer tree tumor twitter under upper vapor versus viewer-count water weather whether whisper
    winter wonder yesterday younger committee coffee jubilee refugee-camp employee-handbook agreement exist consist insist
    persist resist assist twist fist mist wrist christian italian russian
    """.split()
)


def is_person_noun(word: str) -> bool:
    """Whether a common noun, in singular or plural, means a person: by our lists, or by how it is made.

    >>> is_person_noun("announcers"), is_person_noun("newsletter")
    (True, False)
    """
    one = singular(word)
    return one in PEOPLE or (one not in _NO_AGENTS | ORGANISATIONS and _AGENT.fullmatch(one) is not None)


def is_title(word: str) -> bool:
    """Whether a word may stand before a person's name: a form of address, or an office."""
    lower = word.lower().rstrip(".")
    return lower in TITLES or lower in PEOPLE


def singular(word: str) -> str:
    """A noun's singular, roughly: enough to look it up.

    >>> singular("ministries"), singular("officials"), singular("spokeswoman")
    ('ministry', 'official', 'spokeswoman')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("sses", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
