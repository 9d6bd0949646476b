"""Closed classes of English words, and the nouns that news uses for people and bodies.

From general knowledge; small lists, each for one decision of the rules.
"""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set.

    >>> sorted(word_set("he she"))
    ['he', 'she']
    """
    return frozenset(text.split())


MARKS = ".,;:!?\"'“”‘’()"
"""What stands around words."""


def bare(word: str) -> str:
    """A word of a sentence in small letters, without the marks around it.

    >>> bare("(“Quay,")
    'quay'
    """
    return word.strip(MARKS).casefold()


DETERMINERS = word_set(
    "a an the this that these those his her its their my our your another some several many most "
    "both each every no any other one two three four five six seven eight nine ten dozens"
)
INDEFINITE = word_set(
    "a an another some several many most other one two three four five six dozens"
)
FEMALE = frozenset({"she", "her", "hers", "herself"})
MALE = frozenset({"he", "him", "his", "himself"})
PRONOUNS = word_set("he she they it we i you")
RELATIVES = frozenset({"who", "which"})

PREPOSITIONS = word_set(
    "of for from at in with on to by near against under over about into during after before since "
    "through within without between among amid despite across along around behind beyond inside "
    "outside toward towards upon via per like than until till following regarding concerning "
    "including throughout"
)
JOINING = frozenset({"of", "for", "from", "at", "in", "with", "on"})  # may stand inside a subject
CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "yet"})
SUBORDINATORS = word_set(
    "that as when while because if although though where whereas whether unless until after "
    "before since once so than what how why whom whose even just"
)
AUXILIARIES = word_set(
    "has have had is are was were be been being will would can could may might must shall should "
    "do does did 's 've 'd"
)
NEGATIONS = frozenset(
    {"neither", "nor", "not", "n't", "never", "didn't", "doesn't", "hasn't", "don't", "won't"}
)
NOBODY = word_set("no nobody none neither nothing nor")  # subjects that say that none did
ADVERBS = word_set(
    "also then later just still again now once earlier previously recently often always first "
    "further even only too already soon ever simply instead meanwhile therefore thus however "
    "nevertheless nonetheless more best long famously sometimes half"
)
NOT_ADVERBS = word_set(
    "family rally reply ally july italy assembly early only monthly daily weekly supply anomaly "
    "likely elderly friendly costly deadly lovely lonely ugly holy jelly belly billy sally kelly "
    "emily molly reilly o'reilly connolly donnelly"
)
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "mon. tue. wed. thu. fri. sat. sun."
)
MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan. feb. mar. apr. aug. sept. oct. nov. dec."
)
TIMES = DAYS | word_set(
    "morning afternoon evening night week month year weekend noon midnight day days weeks months "
    "years hours hour minutes"
)

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "father": "m", "brother": "m", "king": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "lady": "f", "dame": "f",
    "sister": "f", "queen": "f", "madam": "f", "dr": "", "dr.": "", "prof.": "", "rev.": "",
    "hon.": "", "honorable": "", "honourable": "", "fr.": "m", "st.": "", "prince": "m",
    "princess": "f", "pope": "m",
}  # fmt: skip

# Titles that go with a first name.
REIGNING = word_set("emperor empress king pope prince princess queen sultan tsar")

# What stands behind the name of somebody who has it from a parent.
GENERATIONS = word_set("jr jr. sr sr. ii iii iv")

# Small words inside names: "de la Marr", "bin Lund".
NAME_PARTICLES = word_set("de del della da dos di van von der den ter bin ibn al el la le du af")

# Nouns for what a person is; the head of "a ministry official" or "the group's director".
PERSON_NOUNS = word_set("""
    secretary-general director-general attorney-general governor-general solicitor-general
    president minister premier chancellor comptroller secretary senator congressman congresswoman
    representative governor mayor ambassador envoy rapporteur commissioner director chief head
    chair chairman chairwoman chairperson leader spokesman spokeswoman spokesperson speaker
    manager adviser advisor aide assistant deputy officer official analyst expert professor
    scholar scientist researcher economist historian investigator auditor lawyer attorney judge
    prosecutor sheriff detective general colonel captain major lieutenant sergeant admiral
    commander founder co-founder owner executive ceo cfo banker businessman businesswoman
    investor trader farmer fisherman teacher doctor nurse physician surgeon engineer architect
    activist campaigner organizer organiser volunteer advocate strategist consultant pollster
    operative candidate nominee politician lawmaker legislator councilman councilwoman
    councillor councilor delegate diplomat bishop priest pastor rabbi imam archbishop cardinal
    monk journalist reporter editor columnist author writer poet actor actress singer artist
    player coach captain athlete resident neighbor neighbour witness survivor victim veteran
    soldier worker driver pilot passenger student graduate dean principal chancellor mother
    father son daughter brother sister wife husband uncle aunt friend colleague critic supporter
    opponent rival ally voter man woman boy girl person source insider whistleblower defector
    missionary billionaire millionaire tycoon magnate realtor host anchor moderator fellow
    member counsel treasurer administrator superintendent inspector marshal warden guard
    narrator biographer curator librarian conservator biologist geologist harbormaster
    harbourmaster shopkeeper lieutenant-governor vice-president vice-chairman trustee
    undersecretary under-secretary plaintiff defendant suspect juror clerk caretaker keeper
    warden ranger firefighter paramedic coroner hydrologist meteorologist seismologist
    epidemiologist commentator blogger contender hopeful incumbent frontrunner mogul pundit
    operative fundraiser donor defender
    accountant agent alderman alderwoman announcer anthropologist archaeologist assemblyman
    assemblywoman astronaut astronomer astrophysicist attendee barista bartender baseman bassist
    beekeeper bystander cardiologist cartoonist chef chemist choreographer climatologist co-author
    co-ceo co-chair co-director co-host co-owner co-star comedian composer coo coordinator
    cornerback correspondent criminologist cto cyclist defenseman demographer dermatologist
    designer dietitian drummer ecologist electrician entomologist entrepreneur environmentalist
    eyewitness filmmaker forecaster freshman frontman geophysicist goalie goalkeeper goaltender
    golfer guitarist gymnast homeowner illustrator immunologist infielder influencer landlord
    left-hander linebacker lineman litigator lobbyist magistrate mathematician mechanic medalist
    microbiologist midfielder motorist musician neurologist neuroscientist novelist nutritionist
    oceanographer olympian ombudsman oncologist onlooker outfielder pathologist pediatrician
    philosopher photographer physicist pitcher planner playwright plumber podcaster president-elect
    presenter producer protester psychiatrist psychologist publicist quarterback rancher rapper
    referee reliever restaurateur retiree right-hander rookie screenwriter sculptor shortstop
    showrunner skater skier slugger sociologist solicitor songwriter sophomore specialist sprinter
    statistician superstar supervisor swimmer teammate technician tenant therapist toxicologist
    trainer trooper trucker umpire valedictorian veterinarian virologist vocalist vp winemaker
    winger wrestler youtuber
    """)
# Members of a party, whom no name but an article tells: "the Tavra Democrat".
PARTY_MEMBERS = word_set("democrat republican")
# What one is to somebody else, which before a name is no role: "rival Ada Lund".
RELATIONS = word_set(
    "rival opponent friend colleague ally neighbor neighbour mother father son daughter brother "
    "sister wife husband uncle aunt contender man woman boy girl person"
)
FEMALE_NOUNS = word_set(
    "spokeswoman congresswoman chairwoman businesswoman councilwoman actress mother daughter "
    "sister wife aunt woman girl queen princess waitress hostess"
)
MALE_NOUNS = word_set(
    "spokesman congressman chairman businessman councilman father son brother husband uncle man "
    "boy king prince fisherman"
)
# Titles that stand right before a name and are no part of it.
TITLES = PERSON_NOUNS | word_set("""
    sen. sens. rep. reps. gov. gen. brig. lt. col. sgt. capt. cpl. maj. cmdr. adm. pres. atty. det.
    insp. amb. supt. vice former then-president ex-president then-secretary first special
    democratic republican late interim justice acting outgoing incoming senior deputy
    """)

# Nouns for a body that speaks; capitalised, they mark the name of one.
BODY_NOUNS = word_set("""
    ministry department office bureau agency council commission committee court board authority
    administration government cabinet parliament senate congress assembly house party union
    university college school institute institution foundation association organization
    organisation society federation league alliance coalition network group company corporation
    firm co motor ag nv bank fund center centre church hospital police force army navy guard
    service services campaign team club press newspaper magazine paper station channel broadcaster
    embassy consulate mission delegation city county state federation trust charity museum
    library laboratory observatory secretariat conference chamber panel task tribunal inquiry
    caucus confederation times post herald journal gazette daily news tribune star guardian
    telegraph observer examiner chronicle courier bulletin mail radio television tv broadcasting
    academy agency casino centers centres clinic gallery hotel institutes legislature pharmacy
    seminary stadium theater theatre inc inc. corp corp. ltd ltd. co. plc llc gmbh watch
    international nations initiative division almanac
    forum partnership project action movement cooperative airline airlines airways railway
    railways opposition prosecution defence defense management leadership crew regime judiciary
    port harbor harbour hall exchange ngo watchdog think-tank regulator lab labs industries
    holdings partners systems technologies media studios pictures justice entertainment motors
    """)
# Fields that an office may have two of in its name: "Food and Drug", "Trade and Industry".
FIELDS = word_set("""
    abuse aeronautics agriculture air alcohol alcoholism animal arts astronautics atmospheric border
    budget business colleges commerce construction consumer control culture customs defence defense
    development drug drugs economy education employment energy engineering enterprise environment
    environmental exchange family finance financial firearms fish fisheries food foreign forestry
    health heritage housing human immigration industry information infrastructure innovation
    insurance interior investment justice labor labour land lands management marine maritime markets
    mathematics media medicine mines naturalization nutrition oceanic oversight parks pensions
    pipeline planning plant policy prevention prisons public recreation rehabilitation rescue
    research resources revenue rural safety sanitation science sciences securities security social
    space sport sports standards statistics taxation technology telecommunications tobacco tourism
    trade training transport transportation universities urban water welfare wildlife women works
    youth
    """)
# The legal forms of firms, with which their names end.
COMPANY_FORMS = word_set("inc inc. corp corp. ltd ltd. co co. plc llc gmbh ag nv")
# Documents and the like that "say" things.
DOCUMENT_NOUNS = word_set("""
    report statement letter poll survey study memo email e-mail document documents article
    editorial release filing lawsuit complaint indictment affidavit ruling website tweet post
    message ad advertisement book transcript records data figures census audit review analysis
    paper petition resolution declaration law bill order rule constitution headline caption sign
    notice banner text dossier piece column essay op-ed story chapter script trailer narration
    voiceover voice-over charter communique communiqué polls surveys
    """)
_PLURALS = word_set("""
    people officials sources critics supporters experts analysts lawyers attorneys aides allies
    opponents residents witnesses activists advocates authorities lawmakers legislators senators
    republicans democrats conservatives liberals progressives voters observers organizers
    organisers leaders scientists researchers economists prosecutors investigators police
    protesters demonstrators students teachers workers strategists pollsters insiders diplomats
    reporters journalists editors spokespeople relatives neighbors neighbours friends men women
    parents families survivors victims members staff staffers advisers advisors executives
    defectors refugees others historians groups agencies companies ministries officers judges
    spokespeople others soldiers veterans doctors nurses engineers farmers fishermen
    commentators pundits operatives campaigners councillors councilors rivals representatives
    delegates colleagues sailors regulators policymakers supervisors employers retailers lenders
    borrowers creditors shareholders bondholders homeowners consumers customers shoppers designers
    manufacturers automakers carmakers westerners proponents backers feds operators
    conservationists contractors audiences guests crews justices children detractors
    skeptics sceptics fans shoppers travelers travellers tourists commuters passersby vendors
    immigrants migrants users subscribers viewers readers listeners
    """)
PLURAL_PEOPLE = _PLURALS | {f"{noun}s" for noun in PERSON_NOUNS if not noun.endswith("man")}
ANONYMOUS_HEADS = PERSON_NOUNS | PLURAL_PEOPLE

# Beside quotation marks they tell that a name or a term stands there, and no speech.
NAMING_NOUNS = word_set(
    "crime crimes charge charges count counts offence offences offense offenses felony misdemeanor "
    "misdemeanour slogan slogans motto title titles nickname hashtag term terms name names label "
    "category codename brand logo song film novel album rating ratings recommendation"
)
NAMING_ADJECTIVES = word_set("so-called titled entitled nicknamed code-named named dubbed called")
CHARGED = word_set(
    "charged convicted guilty acquitted suspected suspicion arrested indicted sentenced jailed "
    "tried wanted"
)
# Many at once, or everybody: they speak, but hide nobody's name.
COLLECTIVES = word_set(
    "community public audience crowd family couple duo majority side camp industry half everyone "
    "everybody nobody none few percent % world nation country neither either both all"
)
# Capitalised at the head of a sentence without being a name.
OPENERS = word_set("""
    the a an this that these those his her its their my our your he she it they we i you who what
    when where why how which if but and or nor so yet for as at in on of to by from with after
    before since while because although though during under over among between against despite
    amid about into through according citing asked given following meanwhile however still also
    then there here now today yesterday tomorrow tonight earlier later last next one two three
    four five six seven eight nine ten some many most several few all both each every any no not
    never once even just only perhaps maybe indeed instead moreover furthermore nevertheless
    nonetheless therefore thus hence besides like unlike such other others another more much less
    first second third finally again yes well oh let please thank thanks see read watch click
    is are was were be been do does did have has had can could will would should may might must
    speaking asked responding referring noting adding saying based because unless until whether
    within without across around near off out up down every everyone nobody somebody anyone
    ahead likewise afterward afterwards below above prior aside away whatever whenever wherever
    somewhere having plus nothing something everything recently currently previously eventually
    ultimately separately
    similarly additionally overall elsewhere together including regarding neither rather
    """)
# Capitalised adjectives and places that are no person's given name.
PLACE_WORDS = word_set("""
    north south east west northern southern eastern western central new great united saint san
    santa los las el la le united american british chinese korean japanese russian french german
    italian spanish mexican canadian indian iranian iraqi israeli european african asian arab
    muslim christian jewish catholic islamic hispanic latino black white republican republicans
    democratic democrat democrats gop supreme national international federal royal world global
    general house senate congress parliament capitol wall street avenue road park river lake
    mount island islands county city state university college hospital air fort port cape
    korea korean koreans china america states u.s. u.k. us uk usa uae
    day eve war act bill law amendment constitution treaty convention games olympics prize award
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december christmas easter internet english
    """)
