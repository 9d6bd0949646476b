"""The states of the US and how news shortens them; from general knowledge."""

US_STATES = dict(
    (short, name)
    for line in """
        Alabama Ala. AL · Alaska Alaska AK · Arizona Ariz. AZ · Arkansas Ark. AR ·
        California Calif. CA · Colorado Colo. CO · Connecticut Conn. CT · Delaware Del. DE ·
        Florida Fla. FL · Georgia Ga. GA · Hawaii Hawaii HI · Idaho Idaho ID · Illinois Ill. IL ·
        Indiana Ind. IN · Iowa Iowa IA · Kansas Kan. KS · Kentucky Ky. KY · Louisiana La. LA ·
        Maine Maine ME · Maryland Md. MD · Massachusetts Mass. MA · Michigan Mich. MI ·
        Minnesota Minn. MN · Mississippi Miss. MS · Missouri Mo. MO · Montana Mont. MT ·
        Nebraska Neb. NE · Nevada Nev. NV · New_Hampshire N.H. NH · New_Jersey N.J. NJ ·
        New_Mexico N.M. NM · New_York N.Y. NY · North_Carolina N.C. NC · North_Dakota N.D. ND ·
        Ohio Ohio OH · Oklahoma Okla. OK · Oregon Ore. OR · Pennsylvania Pa. PA ·
        Rhode_Island R.I. RI · South_Carolina S.C. SC · South_Dakota S.D. SD · Tennessee Tenn. TN ·
        Texas Texas TX · Utah Utah UT · Vermont Vt. VT · Virginia Va. VA · Washington Wash. WA ·
        West_Virginia W.Va. WV · Wisconsin Wis. WI · Wyoming Wyo. WY
        """.split("·")
    for name, *shorts in [[word.replace("_", " ") for word in line.split()]]
    for short in shorts
)
"""From "Calif." and "CA" to "California"."""
