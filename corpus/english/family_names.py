"""Family names that very many bear in English news; from general knowledge."""

from corpus.english.word_classes import word_set

COMMON_FAMILIES = word_set("""
    adams aguilar alexander allen alvarez anderson andrews armstrong arnold bailey baker barnes
    bell bennett berry black boyd bradley brooks brown bryant burns butler campbell carpenter
    carroll carter castillo castro chavez chen clark cole coleman collins contreras cook cooper
    cox crawford cruz cunningham daniels davis delgado diaz dixon duncan dunn edwards elliott
    ellis evans ferguson fernandez fisher flores ford foster fox freeman garcia gardner garza
    gibson gomez gonzales gonzalez gordon graham grant gray green greene griffin gutierrez guzman
    hall hamilton hansen harris harrison hart hawkins hayes henderson henry hernandez herrera
    hicks hill hoffman holmes howard hudson hughes hunt hunter jackson james jenkins jimenez
    johnson johnston jones jordan kelley kelly kennedy khan kim king knight lane lawrence lee
    lewis long lopez marshall martin martinez mason matthews mcdonald medina mendez mendoza meyer
    miller mills mitchell moore morales moreno morgan morris murphy murray myers nelson nguyen
    nichols olson ortiz owens palmer park parker patel patterson payne perez perkins perry peters
    peterson phillips pierce porter powell price ramirez ramos ray reed reyes reynolds rice
    richards richardson riley rivera roberts robertson robinson rodriguez rogers romero rose ross
    ruiz russell ryan salazar sanchez sanders santos schmidt scott shaw silva simmons simpson
    singh smith snyder soto spencer stephens stevens stewart stone sullivan taylor thomas thompson
    torres tran tucker turner vargas vasquez wagner walker wallace walsh wang ward warren
    washington watkins watson weaver webb wells west white williams williamson willis wilson wood
    woods wright young
    """)
