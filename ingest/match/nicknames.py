"""First names and what their bearers are called."""

_GROUPS = (
    "robert rob robbie bob bobby bert", "william will bill billy willie liam",
    "richard rick dick rich ricky", "james jim jimmy jamie", "john jack johnny jon", "jonathan jon john",
    "michael mike mick mickey", "edward ed eddie ted teddy ned", "edwin ed eddie", "thomas tom tommy",
    "charles charlie chuck chas", "joseph joe joey", "david dave davy", "daniel dan danny", "matthew matt",
    "anthony tony", "patricia pat patty patti trish tricia", "patrick pat paddy",
    "elizabeth liz lizzie beth betty eliza", "katherine catherine kate kathy cathy katie kitty",
    "margaret maggie meg peggy peggie marge margie",
    "susan sue susie susanne suzanne susanna susannah", "mary marie maria molly polly", "sarah sara sally",
    "anna ann anne annie hannah", "helen helena ellen nell", "jacob jake", "joshua josh",
    "nathan nathaniel nate",
    "howard howie", "albert al bert", "alfred al fred", "arthur art", "vincent vince", "gerald jerry",
    "jerome jerry",
    "isabel isabella bella", "madeleine maddie", "valerie val", "sofia sophia sophie",
    "alexander alex sandy sasha",
    "alexandra alex sandra sasha", "christopher chris kit", "christina chris tina", "andrew andy drew",
    "steven stephen steve", "samuel sam sammy", "samantha sam", "benjamin ben benny", "nicholas nick nicky",
    "gregory greg", "jeffrey geoffrey jeff geoff", "kenneth ken kenny", "lawrence larry",
    "leonard leo len lenny", "philip phillip phil", "ronald ron ronnie", "donald don donnie", "raymond ray",
    "timothy tim", "walter walt", "frederick fred freddy", "henry harry hank", "george georgie",
    "peter pete", "deborah debbie deb", "jennifer jen jenny", "jessica jess jessie", "rebecca becky",
    "barbara barb", "dorothy dot dottie", "theresa terry tess", "victoria vicky", "kimberly kim",
    "josephine jo josie", "pamela pam", "cynthia cindy", "abigail abby", "amanda mandy",
    "mohammed mohamed muhammad muhammed mohammad mhd",
    "ivan vanya", "dmitri dmitry dima", "jose pepe", "francisco paco",
    "ignacio nacho",
)  # fmt: skip
_CALLED: dict[str, frozenset[str]] = {}
for _names in _GROUPS:
    for _name in _names.split():
        _CALLED[_name] = _CALLED.get(_name, frozenset()) | frozenset(_names.split())


def may_be_called(one: str, other: str) -> bool:
    """Say whether two first names may be one: a nickname, or an initial of the other or of its nickname."""
    if len(one) == 1 or len(other) == 1:
        initial, name = sorted((one, other), key=len)
        return any(each.startswith(initial) for each in _CALLED.get(name, frozenset()) | {name})
    return other in _CALLED.get(one, frozenset())
