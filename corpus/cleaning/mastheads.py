"""Names of outlets and news agencies: the name of record, its web address, and its short forms.

A short table of well-known ones, so that "(Korea Bizwire)" in a dateline and an address at
koreabizwire.com both give The Korea Bizwire. An outlet that is not listed goes by the name that
it prints; nothing else depends on being listed.
"""

import re

OUTLETS: tuple[tuple[str, str, str], ...] = (
    ("ABC News", "abcnews.go.com abc.net.au", ""),
    ("Al Jazeera", "aljazeera.com", "Al Jazeera English, Al Jazeera News"),
    ("Arab News", "arabnews.com", ""),
    ("Asia Times", "asiatimes.com", ""),
    ("Axios", "axios.com", ""),
    ("BBC News", "bbc.com bbc.co.uk news.bbc.co.uk", "BBC"),
    ("Bloomberg", "bloomberg.com", "Bloomberg News, Bloomberg L.P"),
    ("Breitbart", "breitbart.com", "Breitbart News"),
    ("BuzzFeed News", "buzzfeednews.com", "BuzzFeed"),
    ("CBC News", "cbc.ca", "CBC"),
    ("CBS News", "cbsnews.com", ""),
    ("CNBC", "cnbc.com", ""),
    ("CNN", "cnn.com edition.cnn.com", "Cable News Network"),
    ("Chicago Tribune", "chicagotribune.com", ""),
    ("Chosun Ilbo", "english.chosun.com chosun.com", "Chosunilbo & Chosun.com"),
    ("Daily Mail", "dailymail.co.uk", "Mail Online, MailOnline"),
    ("Daily NK", "dailynk.com", ""),
    ("Dawn", "dawn.com", ""),
    ("Deccan Herald", "deccanherald.com", ""),
    ("Der Spiegel", "spiegel.de", ""),
    ("Deutsche Welle", "dw.com", "DW"),
    ("Financial Times", "ft.com", "The Financial Times"),
    ("Forbes", "forbes.com", ""),
    ("Fox News", "foxnews.com", "FOX News Network"),
    ("France 24", "france24.com", ""),
    ("Global Times", "globaltimes.cn", ""),
    ("Haaretz", "haaretz.com", ""),
    ("Hindustan Times", "hindustantimes.com", ""),
    ("HuffPost", "huffpost.com huffingtonpost.com", "The Huffington Post"),
    ("Khaleej Times", "khaleejtimes.com", ""),
    ("Korea JoongAng Daily", "koreajoongangdaily.joins.com", "JoongAng Daily"),
    ("Le Monde", "lemonde.fr", ""),
    ("Los Angeles Times", "latimes.com", "The Los Angeles Times"),
    ("NBC News", "nbcnews.com", ""),
    ("NK News", "nknews.org", ""),
    ("NPR", "npr.org", "National Public Radio"),
    ("New York Post", "nypost.com", ""),
    ("Newsweek", "newsweek.com", ""),
    ("Nikkei Asia", "asia.nikkei.com", "Nikkei Asian Review"),
    ("Politico", "politico.com politico.eu", ""),
    ("Radio Free Asia", "rfa.org", "RFA"),
    ("Radio Free Europe/Radio Liberty", "rferl.org", "RFE/RL"),
    ("Sky News", "news.sky.com", ""),
    ("South China Morning Post", "scmp.com", "SCMP"),
    ("Sputnik", "sputniknews.com", "Sputnik International"),
    ("TechCrunch", "techcrunch.com", ""),
    ("The Asahi Shimbun", "asahi.com", "Asahi Shimbun, Asahi Shimbun Company"),
    ("The Asia Business Daily", "asiae.co.kr", "Asia Business Daily"),
    ("The Atlantic", "theatlantic.com", ""),
    ("The Australian", "theaustralian.com.au", ""),
    ("The Boston Globe", "bostonglobe.com", "Boston Globe"),
    ("The Chosun Daily", "", "Chosun Daily"),
    ("The Daily Telegraph", "telegraph.co.uk", "Daily Telegraph, The Telegraph"),
    ("The Diplomat", "thediplomat.com", ""),
    ("The Dong-A Ilbo", "donga.com", "Dong-A Ilbo"),
    ("The Economist", "economist.com", ""),
    ("The Globe and Mail", "theglobeandmail.com", "Globe and Mail"),
    ("The Guardian", "theguardian.com guardian.co.uk", "Guardian News & Media, Guardian"),
    ("The Hankyoreh", "hani.co.kr", "Hankyoreh"),
    ("The Hill", "thehill.com", "TheHill"),
    ("The Hindu", "thehindu.com", ""),
    ("The Independent", "independent.co.uk", ""),
    ("The Indian Express", "indianexpress.com", "Indian Express"),
    ("The Irish Times", "irishtimes.com", "Irish Times"),
    ("The Japan Times", "japantimes.co.jp", "Japan Times"),
    ("The Jerusalem Post", "jpost.com", "Jerusalem Post"),
    ("The Korea Bizwire", "koreabizwire.com", "Korea Bizwire"),
    ("The Korea Herald", "koreaherald.com", "Korea Herald"),
    ("The Korea Times", "koreatimes.co.kr", "Korea Times"),
    ("The Mainichi", "mainichi.jp", "Mainichi, Mainichi Shimbun"),
    ("The New York Times", "nytimes.com", "New York Times, NYTimes, New York Times Company"),
    ("The Straits Times", "straitstimes.com", "Straits Times"),
    ("The Sydney Morning Herald", "smh.com.au", "Sydney Morning Herald"),
    ("The Times of India", "timesofindia.indiatimes.com", "Times of India"),
    ("The Verge", "theverge.com", ""),
    ("The Wall Street Journal", "wsj.com", "Wall Street Journal, WSJ"),
    ("The Washington Post", "washingtonpost.com", "Washington Post"),
    ("Time", "time.com", "TIME"),
    ("UCA News", "ucanews.com", "Union of Catholic Asian News, UCANews"),
    ("USA Today", "usatoday.com", "usatoday, USATODAY.com"),
    ("Voice of America", "voanews.com", "VOA, VOA News"),
    ("Vox", "vox.com", ""),
    ("Wired", "wired.com", ""),
    ("World Socialist Web Site", "wsws.org", "WSWS"),
)

AGENCIES: tuple[tuple[str, str, str], ...] = (
    ("AFP", "afp.com", "Agence France-Presse, Agence France Presse"),
    ("ANI", "aninews.in", "Asian News International"),
    ("ANSA", "ansa.it", ""),
    ("AP", "apnews.com", "The Associated Press, Associated Press, AP News"),
    ("Anadolu", "aa.com.tr", "Anadolu Agency"),
    ("Antara", "antaranews.com", "Antara News"),
    ("Bernama", "bernama.com", ""),
    ("Central News Agency", "", ""),
    ("EFE", "efe.com", "Agencia EFE"),
    ("IANS", "", "Indo-Asian News Service"),
    ("Interfax", "interfax.com", ""),
    ("KCNA", "", "Korean Central News Agency"),
    ("Kyodo", "english.kyodonews.net", "Kyodo News"),
    ("Newsis", "newsis.com", ""),
    ("PA Media", "", "PA, Press Association, PA news agency"),
    ("PTI", "ptinews.com", "Press Trust of India"),
    ("Reuters", "reuters.com", "Thomson Reuters, Reuters.com, Reuters Health, Reuters Life!"),
    ("TASS", "tass.com", "ITAR-TASS"),
    ("The Canadian Press", "thecanadianpress.com", "Canadian Press"),
    ("UPI", "upi.com", "United Press International"),
    ("Xinhua", "xinhuanet.com news.cn", "Xinhua News Agency"),
    ("Yonhap", "en.yna.co.kr yna.co.kr", "Yonhap News, Yonhap News Agency"),
    ("dpa", "", "Deutsche Presse-Agentur"),
)

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:[A-Z][\w'’-]*\s+){1,4}(?:(?:News |Press |Information )?Agency|Newswire|Wire(?: Service)?"
    r"|News Service|Press Association)"
)
_NAME_WORDS = r"(?:(?:[A-Z][\w.'’&-]*|of|and|&|the|[a-z]+-[A-Z]\w*)\s+)"
_PAPER = (
    "Advertiser|Argus|Bizwire|Bulletin|Chronicle|Courier|Courant|Daily|Dispatch|Echo|Enquirer|"
    "Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|"
    "Mercury|Messenger|Mirror|Monitor|News|Observer|Post|Press|Record|Register|Reporter|Review|"
    "Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune|Weekly"
)
_UNMISTAKABLE = (
    "Argus|Bizwire|Chronicle|Courier|Enquirer|Examiner|Gazette|Herald|Inquirer|Sentinel|Telegraph|"
    "Times|Tribune|News"
)
_WITH_THE = re.compile(
    rf"The\s+{_NAME_WORDS}{{0,4}}(?:{_PAPER})(?:\s+of\s+[A-Z]\w+|-(?:{_PAPER}))?"
)
_WITHOUT = re.compile(rf"{_NAME_WORDS}{{1,4}}(?:{_UNMISTAKABLE})(?:\s+of\s+[A-Z]\w+)?")
LONGEST_NAME = 50  # characters; "Radio Free Europe/Radio Liberty" has 31


def name_of_record(printed: str) -> str | None:
    """The full name of a listed outlet or agency; ``None`` for a name that is not listed.

    >>> name_of_record("Korea Bizwire"), name_of_record("THE KOREA HERALD")
    ('The Korea Bizwire', 'The Korea Herald')
    """
    return _NAMES.get(_key(printed))


def agency_name(printed: str) -> str | None:
    """The agency that a name means: a listed one, or one that calls itself an agency or wire.

    >>> agency_name("Associated Press"), agency_name("Corvane News Agency"), agency_name("Orr")
    ('AP', 'Corvane News Agency', None)
    """
    listed = name_of_record(printed)
    if listed is not None:
        return listed if listed in _AGENCY_NAMES else None
    named = len(printed) <= LONGEST_NAME and _AGENCY.fullmatch(printed)
    return printed if named else None


def outlet_at(host: str) -> str | None:
    """The listed outlet whose site a host name belongs to.

    >>> outlet_at("www.koreabizwire.com"), outlet_at("gazette.example")
    ('The Korea Bizwire', None)
    """
    labels = host.lower().rstrip(".").split(".")
    return next(
        (_HOSTS[site] for at in range(len(labels)) if (site := ".".join(labels[at:])) in _HOSTS),
        None,
    )


def outlet_name(printed: str) -> str:
    """The name of record, or else the name as printed, not shouted.

    >>> outlet_name("THE ELLAN GAZETTE"), outlet_name("korea herald")
    ('The Ellan Gazette', 'The Korea Herald')
    """
    listed = name_of_record(printed)
    if listed is not None:
        return listed
    if printed.isupper() and " " in printed:
        small = {"Of": "of", "And": "and"}
        return " ".join(small.get(word, word) for word in map(str.capitalize, printed.split()))
    return printed


def is_masthead(words: str) -> bool:
    """Whether the words are the name of an outlet as a masthead prints it.

    >>> is_masthead("The Korea Herald"), is_masthead("THE ELLAN GAZETTE"), is_masthead("Bank Posts")
    (True, True, False)
    """
    if not 2 < len(words) <= LONGEST_NAME:
        return False
    if name_of_record(words):
        return not words.islower()
    name = words.title() if words.isupper() else words
    return bool(_WITH_THE.fullmatch(name) or _WITHOUT.fullmatch(name))


def _key(printed: str) -> str:
    """A name without case, leading "the" and outer punctuation, for looking it up."""
    name = " ".join(printed.split()).strip(" .,'’\"“”")
    return _ARTICLE.sub("", name, count=1).casefold() if name[:1] in "tT" else name.casefold()


def _names() -> dict[str, str]:
    return {
        _key(form): name
        for name, _, short in (*AGENCIES, *OUTLETS)
        for form in (name, *short.split(", "))
        if form
    }


_NAMES = _names()
_AGENCY_NAMES = {name for name, _, _ in AGENCIES}
_HOSTS = {host: name for name, hosts, _ in (*AGENCIES, *OUTLETS) for host in hosts.split()}
