"""English verbs and nouns in the forms that a sentence gives them."""

import re

_IRREGULAR = {
    "be": ("is", "was", "been", "being"),
    "have": ("has", "had", "had", "having"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "pay": ("pays", "paid", "paid", "paying"),
    "buy": ("buys", "bought", "bought", "buying"),
    "send": ("sends", "sent", "sent", "sending"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "hold": ("holds", "held", "held", "holding"),
    "leave": ("leaves", "left", "left", "leaving"),
    "lose": ("loses", "lost", "lost", "losing"),
    "get": ("gets", "got", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "made", "making"),
    "write": ("writes", "wrote", "written", "writing"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "set": ("sets", "set", "set", "setting"),
    "put": ("puts", "put", "put", "putting"),
    "find": ("finds", "found", "found", "finding"),
    "come": ("comes", "came", "come", "coming"),
    "become": ("becomes", "became", "become", "becoming"),
    "wear": ("wears", "wore", "worn", "wearing"),
    "drive": ("drives", "drove", "driven", "driving"),
    "drink": ("drinks", "drank", "drunk", "drinking"),
    "read": ("reads", "read", "read", "reading"),
    "see": ("sees", "saw", "seen", "seeing"),
    "tell": ("tells", "told", "told", "telling"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "run": ("runs", "ran", "run", "running"),
    "meet": ("meets", "met", "met", "meeting"),
    "lend": ("lends", "lent", "lent", "lending"),
    "build": ("builds", "built", "built", "building"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "die": ("dies", "died", "died", "dying"),
    "tie": ("ties", "tied", "tied", "tying"),
    "do": ("does", "did", "done", "doing"),
    "hang": ("hangs", "hung", "hung", "hanging"),
    "show": ("shows", "showed", "shown", "showing"),
    "offset": ("offsets", "offset", "offset", "offsetting"),
    "reset": ("resets", "reset", "reset", "resetting"),
    "spend": ("spends", "spent", "spent", "spending"),
    "sell": ("sells", "sold", "sold", "selling"),
    "catch": ("catches", "caught", "caught", "catching"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "sleep": ("sleeps", "slept", "slept", "sleeping"),
    "stand": ("stands", "stood", "stood", "standing"),
    "sit": ("sits", "sat", "sat", "sitting"),
    "swim": ("swims", "swam", "swum", "swimming"),
    "sing": ("sings", "sang", "sung", "singing"),
    "grow": ("grows", "grew", "grown", "growing"),
    "know": ("knows", "knew", "known", "knowing"),
    "freeze": ("freezes", "froze", "frozen", "freezing"),
    "rise": ("rises", "rose", "risen", "rising"),
    "shine": ("shines", "shone", "shone", "shining"),
    "sink": ("sinks", "sank", "sunk", "sinking"),
    "spread": ("spreads", "spread", "spread", "spreading"),
    "hurt": ("hurts", "hurt", "hurt", "hurting"),
    "burst": ("bursts", "burst", "burst", "bursting"),
    "quit": ("quits", "quit", "quit", "quitting"),
    "let": ("lets", "let", "let", "letting"),
    "say": ("says", "said", "said", "saying"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "dig": ("digs", "dug", "dug", "digging"),
    "lead": ("leads", "led", "led", "leading"),
    "bear": ("bears", "bore", "borne", "bearing"),
    "eat": ("eats", "ate", "eaten", "eating"),
    "tear": ("tears", "tore", "torn", "tearing"),
    "rebuild": ("rebuilds", "rebuilt", "rebuilt", "rebuilding"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "rot": ("rots", "rotted", "rotted", "rotting"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "shrink": ("shrinks", "shrank", "shrunk", "shrinking"),
}
_FORMS = {"third": 0, "past": 1, "participle": 2, "ing": 3}
_DOUBLING = (
    *(
        "submit",
        "permit",
        "plan",
        "stop",
        "transfer",
        "refer",
        "ship",
        "enrol",
        "occur",
        "recur",
        "omit",
        "admit",
        "commit",
    ),
    *("remit", "wrap", "log", "drop", "scrub", "overlap", "resubmit", "scan", "shop", "tap"),
)
_FIXED = re.compile(
    r"(?:the|an?|this|that|these|those|your|our|each|every|all|any|anyone|anything|everyone|no|both|other|part of|as"
    r"|today|tomorrow|outside|within|under|up to|more than|less than|about|over|next|last|late at|early in)\b"
    r"|[0-9(“\[*]",
    re.IGNORECASE,
)
_NAMELIKE = re.compile(
    r"\b(?:Insurance|Pension|Hall|Welfare|City|Town|Village|Ward|Prefecture|Japan|Grade|Level|Form|Article|No\.|Nozei"
    r"|Article [0-9, a-z]+|[0-9]+)$|^(?:Form|No\.|Article|Chapter|Attachment)\b"
)
_UNCOUNTED = re.compile(
    r"\b(?:information|insurance|advice|care|assistance|support|mail|cash|work|water|garbage|food|money|property|damage"
    r"|welfare|education|health|employment|cooperation|understanding|guidance|parking|smoking|drinking|photography"
    r"|evacuation|furniture|transportation|tax|equipment|housing|clothing|rain|snow|wind|electricity|gas|grass|home"
    r"|childcare|nursing|treatment|consent|permission|approval|disaster prevention|overseas|outdoors|indoors"
    r"|recovery|dumping|collection|disposal|registration|attendance|admission|postage|fraud|valuables)$"
)


def inflect(verb: str, form: str) -> str:
    """``verb`` with its first word as ``third`` (person), ``past``, ``participle`` or ``ing``; ``base`` stays."""
    head, space, rest = verb.partition(" ")
    if form == "base":
        return verb
    if " or " in verb and verb.count(" ") == 2:
        return " or ".join(inflect(one, form) for one in verb.split(" or "))
    if verb.startswith("sign and "):
        return f"{inflect('sign', form)} and {inflect(rest.removeprefix('and '), form)}"
    inflected = _IRREGULAR[head][_FORMS[form]] if head in _IRREGULAR else _regular(head, form)
    return inflected + space + rest


def _regular(verb: str, form: str) -> str:
    consonant_y = re.search(r"[^aeiou]y$", verb)
    if form == "third":
        if consonant_y:
            return f"{verb[:-1]}ies"
        return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if form == "ing":
        return (stem[:-1] if re.search(r"[^eoy]e$", stem) else stem) + "ing"
    if consonant_y:
        return f"{verb[:-1]}ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def is_uncounted(english: str) -> bool:
    """Whether a noun phrase takes neither “a” nor a plural."""
    head = re.split(r" (?:of|for|to|in|on|with|from|by|at|under|and|concerning)\b|,|\(", english)[0]
    return _UNCOUNTED.search(head) is not None


def is_fixed(english: str) -> bool:
    """Whether a noun phrase takes no article: it has a word in its place, is counted, or is a name."""
    if _FIXED.match(english):
        return True
    head = re.split(r" (?:of|for|in)\b|,|\(", english)[0]
    return english[:1].isupper() and _NAMELIKE.search(head) is not None


def article(english: str) -> str:
    """“a” or “an” before the words, by their first sound as far as the spelling shows it."""
    return "an" if re.match(r"[aeio]|u(?!ni|se|su|ti)|hour|hono|[AEFHILMNORSX](?=[A-Z])", english) else "a"
