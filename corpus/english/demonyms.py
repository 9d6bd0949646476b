"""What belongs to a country, and the country: "Greek" and "Greece".

Single words, as "South Korean" and "New Zealander" end like them; from general knowledge. Where an
adjective has two countries ("Dominican", "Congolese") it stands for both. Of a country with two
names the second stands for it.
"""

_PAIRS = """
afghan afghanistan, albanian albania, algerian algeria, american us, america us, andorran andorra,
angolan angola, argentine argentina, argentinian argentina, armenian armenia, australian australia,
austrian austria, azerbaijani azerbaijan, bahamian bahamas, bahraini bahrain,
bangladeshi bangladesh, barbadian barbados, belarusian belarus, belgian belgium, belizean belize,
beninese benin, bhutanese bhutan, bolivian bolivia, bosnian bosnia, botswanan botswana,
brazilian brazil, british britain, uk britain, bruneian brunei, bulgarian bulgaria, burmese burma,
burundian burundi, cambodian cambodia, cameroonian cameroon, canadian canada, chadian chad,
chilean chile, chinese china, colombian colombia, congolese congo, rican rica, croatian croatia,
cuban cuba, cypriot cyprus, czech czechia, danish denmark, djiboutian djibouti,
dominican dominica, dutch netherlands, ecuadorian ecuador, egyptian egypt, english england,
eritrean eritrea, estonian estonia, ethiopian ethiopia, fijian fiji, finnish finland,
french france, gabonese gabon, gambian gambia, georgian georgia, german germany, ghanaian ghana,
greek greece, guatemalan guatemala, guinean guinea, guyanese guyana, haitian haiti,
honduran honduras, hungarian hungary, icelandic iceland, indian india, indonesian indonesia,
iranian iran, iraqi iraq, irish ireland, israeli israel, italian italy, jamaican jamaica,
japanese japan, jordanian jordan, kazakh kazakhstan, kenyan kenya, korean korea, kosovar kosovo,
kuwaiti kuwait, kyrgyz kyrgyzstan, lao laos, laotian laos, latvian latvia, lebanese lebanon,
liberian liberia, libyan libya, lithuanian lithuania, macedonian macedonia,
malagasy madagascar, malawian malawi, malaysian malaysia, maldivian maldives, malian mali,
maltese malta, mauritanian mauritania, mauritian mauritius, mexican mexico, moldovan moldova,
mongolian mongolia, montenegrin montenegro, moroccan morocco, mozambican mozambique,
namibian namibia, nepalese nepal, nepali nepal, nicaraguan nicaragua, nigerian nigeria,
nigerien niger, norwegian norway, omani oman, pakistani pakistan, palestinian palestine,
panamanian panama, paraguayan paraguay, peruvian peru, filipino philippines, polish poland,
portuguese portugal, qatari qatar, romanian romania, russian russia, rwandan rwanda,
salvadoran salvador, samoan samoa, saudi arabia, scottish scotland, senegalese senegal,
serbian serbia, singaporean singapore, slovak slovakia, slovenian slovenia, somali somalia,
spanish spain, lankan lanka, sudanese sudan, surinamese suriname, swedish sweden,
swiss switzerland, syrian syria, taiwanese taiwan, tajik tajikistan, tanzanian tanzania,
thai thailand, tibetan tibet, togolese togo, tongan tonga, tunisian tunisia, turkish turkey,
turkmen turkmenistan, ugandan uganda, ukrainian ukraine, emirati emirates, uruguayan uruguay,
uzbek uzbekistan, venezuelan venezuela, vietnamese vietnam, welsh wales, yemeni yemen,
zambian zambia, zimbabwean zimbabwe, newzealander newzealand, turkiye turkey, myanmar burma,
holland netherlands, uae emirates
"""

DEMONYMS: tuple[tuple[str, str], ...] = tuple(
    (adjective, country)
    for adjective, country in (pair.split() for pair in _PAIRS.replace("\n", " ").split(","))
)
"""Pairs of an adjective, or another name, and its country, in small letters without accents."""

OF_COUNTRIES = frozenset(word for pair in DEMONYMS for word in pair)
"""Countries and what is of them, each by a single word."""
