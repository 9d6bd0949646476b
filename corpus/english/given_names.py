"""Common given names, and what they tell of "he" or "she".

From general knowledge; names borne by both are listed under neither's gender.
"""

from corpus.english.word_classes import word_set

_WOMEN = """
ada berta elin astrid ingeborg signe maren tove liv mary patricia jennifer linda elizabeth barbara
susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle
carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley
anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
catherine maria heather diane ruth julie olivia joyce virginia victoria lauren christina joan
evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara madison
frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn
danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary
melania ivanka chelsea michele elena tina wendy debbie condoleezza nikki kellyanne huma loretta
claire tulsi kamala sonia elaine angelina monica paula sally jane susana rosa carmen lucia sofia
ingrid birgit greta helga katarina natasha olga svetlana irina tatiana yulia ekaterina anastasia
fatima aisha zainab leila layla yasmin nadia amina khadija mariam priya anjali lakshmi sunita
indira mei ling yuki keiko yoko sakura naomi michiko chiara giulia francesca beatriz ines pilar
marta eva hilda edith agnes nora maeve niamh siobhan fiona moira isla freya ella lily mia zoe
chloe lucy ellen rose violet ivy hazel joanna tamara jenna cindy vicki kathy kate katie liz beth
sue pam peggy ginny jill joni sheila stella rita gabrielle valerie veronica vanessa yvonne antonia
bianca camila celeste clara cora daphne delia dorothy eleanor eliza esther faith felicia flora
georgia gwen harriet hope imogen iris josephine kirsten kristen kristin leah lena lorna louise
lydia mabel magda maja marina matilda maya melanie miriam mona noelle odette petra phyllis polly
renata renee rosemary roxanne ruby selma simone solveig sylvia thea trudy ursula vera vivian
winifred wilma yolanda zara ana aminata folasade ngozi adaeze wanjiru zanele thandiwe rosalind
henrietta ottilie teodora perpetua leocadia marit solange mireille odile colette genevieve therese
bernadette philippa jemima imelda consuelo guadalupe esperanza xiomara soledad mercedes dolores
annette bridget bridie maureen noreen
"""
_MEN = """
mervyn
james robert john michael david william richard joseph thomas charles christopher daniel matthew
anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward
jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin
samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan
henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean
gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan
juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene
barack bernie ted marco jeb rand rick newt mitt mike bill bob jim tom tim dan ken steve greg jeff
matt ben sam rob ron don ed fred harry chuck mitch reince tony rudy wes lindsey trey corey karl
vladimir dmitri sergei igor boris ivan mikhail nikolai oleg yuri hans fritz klaus jurgen wolfgang
stefan lars sven bjorn olaf erik nils magnus anders pierre jacques francois michel philippe
laurent olivier giovanni luca paolo mario giuseppe carlos miguel jorge luis pedro pablo javier
diego rafael fernando alejandro antonio manuel ricardo roberto eduardo mohammed muhammad mohamed
ahmed ali hassan hussein omar ibrahim yusuf khalid abdul tariq bashar recep narendra rahul rajesh
amit sanjay arun vijay anil ravi kenji hiroshi takashi satoshi shinzo akira wei jian desmond kwame
kofi chidi emeka tunde sipho thabo jomo oscar hugo felix emil otto ernst leo max simon colin ian
neil graham nigel trevor stuart malcolm angus callum duncan hamish liam owen rhys gareth dafydd
brendan declan cormac padraig seamus conor eamon niall finn oliver harrison lucas julian adrian
damian dominic edmund elliot ernest evan gavin gilbert glenn gordon grant harvey herbert howard
hubert isaac ivor jasper joel jonas julius kurt lance leonard leopold lloyd louis lucian luther
marcus martin maurice melvin milton morgan norman oswald percy quentin reginald reuben roland
rupert sebastian sidney silas spencer stanley theodore tobias tomas victor warren wesley wilfred
craig derek troy todd brad chad dale dean doug drew dwight earl eddie elliott ernesto floyd
garrett jared jay josh kirk kris lee lou luke micah nate nelson pat pete phil ray rex rod ross
rusty bartholomew baptiste domingo cornelius ferdinand gideon emile anselm roderick kwabena
wilhelm heinrich friedrich gustav gunther dieter uwe thibault etienne gaston marcel bernard gilles
renaud aldo enzo dario silvio umberto rodrigo gonzalo ignacio salvador seth shane shaun sherrod
stan tad tyrone vern vic wade will xavier zach filippo
"""
_EITHER = """
alex jamie taylor casey robin leslie morgan jordan terry pat chris kim lee lindsey dana sandy
jackie kelly tracy kerry sam courtney
"""
EITHER = frozenset(_EITHER.split())
GENDER: dict[str, str] = {
    **{name: "f" for name in _WOMEN.split() if name not in EITHER},
    **{name: "m" for name in _MEN.split() if name not in EITHER},
}
GIVEN_NAMES = frozenset(GENDER) | EITHER

# Family names that news writes before the given name.
FAMILY_FIRST = word_set("""
    kim lee park choi jung jeong kang cho jo yoon yun jang lim im han oh seo shin kwon hwang ahn
    an song hong yoo yu ko koo ku goo moon mun bae baek nam ryu roh noh ha heo hur ji joo ju cha
    bang min woo ban xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin
    gao luo zheng liang xie tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du
    ye cheng wei su lu ding ren lo chan cheung wong leung lam ng tsang nguyen tran le pham
    """)

# Firms whose names look like a person's, and who is long dead or never was.
FIRMS_LIKE_PEOPLE = frozenset(
    {
        "aston martin",
        "booz allen",
        "dow jones",
        "eli lilly",
        "fannie mae",
        "freddie mac",
        "john deere",
        "kinder morgan",
        "merrill lynch",
        "morgan keegan",
        "morgan stanley",
        "oliver wyman",
        "philip morris",
        "piper jaffray",
        "roland berger",
        "warburg pincus",
        "wells fargo",
    }
)
