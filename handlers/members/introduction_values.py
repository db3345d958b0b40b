"""Cutting the value of a field out of what stands behind its cue; pure and linear."""

from __future__ import annotations

import re

from handlers.members.ages import read_age
from handlers.members.interests import LONGEST, NOTHING

LONGEST_NAME = 16
LONGEST_FIELD = 100

_EDGES = " \t\n,，。.;；:：、!！?？~～…—-_=*#|丨/\"'“”‘’【】[]「」『』()（）<>《》•·→>&+@"
_ASIDE = re.compile(r"(?<=.)[(（][^()（）]*+[)）]")
_CLAUSE = re.compile(r"([,，。.!！;；?？~～\n…]++ *+| (?<![a-zA-Z] ) *+| ++(?![a-zA-Z]))")
_SENTENCE = re.compile(r"[,，。.!！;；?？~～\n…]")
_SPACES = re.compile("[ \t]++")
_TALKS_ON_OF_THINGS = re.compile(
    "(?<=.)(?:我(?=[在今来想是住这们主希])|有没有|你们(?=有|谁|要)|请大家|请多|望(?:各位|诸位|大家|多))"
)
_NO_THING_AT_ALL = re.compile("没(?:啥|有?什么|有)(?:特别)?(?:擅长|特长|拿手|爱好|喜欢|会)的?")
_AND = re.compile(" and ")
_STOP = re.compile(r"[。!！;；?？~～…]")
_LISTING = (";", "；")
"""They end a sentence, and stand between the things of a list behind a label."""
_PLACEHOLDER = re.compile(r"[xX×_＿—\-.…。·*□○△\s]*+|[(（]?(?:必填|选填|可选|如 .*+|例如.*+|比如.*+)[)）]?")
_NO_THING = frozenset("我你他她它您们这那哪吗呢了很请是在有没不谢0123456789")
_NO_THINGS_TEXT = (
    "大家 欢迎 觉得 可以 以后 今天 明天 昨天 现在 一起 小区 单元 单身 退休 宝妈 学生 老师 程序员 毕业 哈哈 一枚"
)
_NO_THINGS = tuple(_NO_THINGS_TEXT.split())
_ENGLISH = re.compile(r"\b(?:i|you|my|we|me)\b", re.IGNORECASE)
_THINGS_END = re.compile(
    "(?:的(?:人|姑娘|女孩子?|男孩子?|女生|男生|女人|男人|妈妈|宝妈|爸爸|大叔|阿姨|小伙子?|程序员|吃货|朋友|小仙女|老师|上班族|打工人|中年人|年轻人|老头|女子|男子|[一-龥]{0,4}[员师生工]))$"
)
_WISH_END = re.compile("[哈呀啊哦啦吧呢]$")
_TALKS_ON = re.compile("(?<=.)我(?=[在今喜爱来想也平家的是住女儿自会就])")
"""Where the next sentence begins of who speaks without a pause: 小李子我在菜市场."""
_STATES = re.compile("(?<=..)(?:退休|今年|刚满|人家|大家|你们|其实|[二三四五六七八]?十[一二三四五六七八九]?岁)")
_NAME_ENDS_TEXT = (
    "就好 就好了 就行 就行了 就可以 就可以了 即可 都行 也行 也可以 都可以 吧 哦 呀 哈 啦 呢 啊 噢 and 然后"
    " 今年 平时 来自 住"
)
_NAME_ENDS = tuple(_NAME_ENDS_TEXT.split())
_NAME_START = re.compile(
    r"^(?:新来的|新人|新成员|新朋友|群友|会员|业主|邻居|网友|媳妇|老婆|老公|家属|女儿|儿子|闺女|妈妈|爸爸|一[个位名枚](?=小)|[\d一二三四五六七八九十]+(?:号?[栋楼]|单元|班))?(?:的)?"
)
_NO_NAME = re.compile(
    "[了他她你它您侬们不没这那哪什么吗呢很]|(?<=.)[去帮给把]|我|喜欢|希望|觉得|的$|外卖|快递|滴滴|自己|大家|^(?:是|来|去|过|起来|上|一下|醒|名字)|车$",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(
    "[在要]|想[找学认]|[群业]主|管理员|一[个只棵朵位条名枚]|第[一二三四五六七八九十0-9]|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|做.{1,8}的"
)
_NOT_NAMES_TEXT = (
    "女生 男生 女孩 男孩 程序员 新人 会员 邻居 昨天 今天 明天 真的 因为 谁 群里 最后 其中 东边 南边 西边 北边"
    " 退休 单身 住户 房东 租客"
)
_NOT_NAMES = tuple(_NOT_NAMES_TEXT.split())
_NOT_WHO_END = re.compile("(?:学生|老师|宝妈|妈妈|爸爸|[一-龥]{2}人)")
_NOT_WHO_START = re.compile(
    "[想从做搞干开学教卖住刚已为被对个位因说时好真看听到第又也就都还]"
    "|(?:a|an|the|so|very|not|new|here|in|at|good|happy|glad|fine|sorry|from|interested|into|fond|looking|going|ok|just|also"
    "|really|years?|old)(?: |$)",
    re.IGNORECASE,
)
"""What 我是 begins that is no name."""

_EVERYBODY = ("所有人", "全体成员", "全体", "all")
"""An @ before these rings the whole group."""
_NAME_AND_HOME = re.compile("([一-龥]{2,3})[一-龥]{2,3}人")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
    "温施殷章樊骆葛游包左申尤詹关岳焦俞柳凌梅柏霍鲍费廖卞苗戚祝柴卓蒙季闻祁舒裴翁岑冉甘窦桑宁欧"
)
_FULL_NAME = re.compile(f"[{_SURNAMES}][一-龥]{{1,2}}")
_ROLE_AND_NAME = re.compile(
    rf"[一-龥A-Za-z]{{1,8}}?[员师家生工妈爸渣白理问手者友迷粉民商管长鸟新客人医主士任](?P<name>[小老阿大][一-龥]{{1,2}}|(?P<twice>[一-龥])(?P=twice)|{_FULL_NAME.pattern})"
)
_REPORTING = re.compile("报[到道]$|^(?:新人|我|叫|本人)")
_OPENING = re.compile(
    "新来的|新人(?:一枚)?|报个?[到道]|冒个?泡|初来乍到|(?:自我)?介绍(?:一?下)?(?:自己|我自己)?|(?:大家|各位|你们)?好"
)
"""What people say before their names."""
_USUAL_NAME = re.compile(
    r"[小老阿大][一-龥]{1,2}|([一-龥])\1|[a-z][a-z .]{1,15}"
    r"|[一-龥]{1,3}(?:姐|哥|叔|姨|婶|妈|爸|爷|奶|妹|弟|总|老师|医生|师傅)",
    re.IGNORECASE,
)


def find_leading_name(text: str) -> str:
    """Return the name that stands alone before the first field: 阿飞，41; 实习生小郑报到."""
    clauses = [clause for clause in re.split(r"[\s,，。.!！;；:：~～|/丨、]", text.strip(_EDGES)) if clause]
    if not clauses:
        return ""
    while len(clauses) > 1 and _OPENING.fullmatch(clauses[0]):
        clauses = clauses[1:]
    for clause in (clauses[-1], clauses[0]):
        name = _without_role(_REPORTING.sub("", clause))
        likely = is_usual_name(name) or _FULL_NAME.fullmatch(name) or (len(clauses) == 1 and len(name) <= 4)
        if likely and len(name) > 1 and is_name(name) and _is_who(name):
            return name
    return ""


def cut_value(field: str, text: str, *, labelled: bool, rank: int) -> str:
    """Return the value that a field's text begins with; empty where nothing is said."""
    text = _ASIDE.sub("", text.lstrip(_EDGES)).strip(_EDGES)
    if _PLACEHOLDER.fullmatch(text) or text.casefold() in NOTHING:
        return ""
    if field == "name":
        return _cut_name(text, rank)
    if field == "age":
        return read_age(text)
    text = _SPACES.sub(" ", text)
    if _NO_THING_AT_ALL.match(text):
        return ""
    if field == "hopes":
        value = _WISH_END.sub("", _cut_wish(text, labelled=labelled))
    else:
        value = _THINGS_END.sub("", _cut_things(text, labelled=labelled))
    value = " ".join(value.strip(_EDGES).split())[:LONGEST_FIELD]
    return "" if _PLACEHOLDER.fullmatch(value) or value.casefold() in NOTHING else value


def is_usual_name(name: str) -> bool:
    """Tell whether a name looks like one by itself: 小绿, 阿桃, 糖糖, 王姐, Amy."""
    return bool(_USUAL_NAME.fullmatch(name))


def is_name(name: str) -> bool:
    """Tell whether a word may be somebody's name."""
    return (
        0 < len(name) <= LONGEST_NAME
        and any(map(str.isalpha, name))
        and sum(map(str.isdigit, name)) <= 4
        and not _NO_NAME.search(name)
        and name.casefold() not in NOTHING
        and name.casefold() not in _EVERYBODY
    )


def _without_role(words: str) -> str:
    """Return the name behind what somebody is: 产品经理周扬, 跑渣小唐, 宝妈琪琪."""
    named = _ROLE_AND_NAME.fullmatch(words)
    return named["name"] if named else words


def _is_who(words: str) -> bool:
    """Tell whether what 我是 begins may be a name."""
    return not (
        _NOT_WHO.search(words)
        or _NOT_WHO_START.match(words)
        or any(word in words for word in _NOT_NAMES)
        or _NOT_WHO_END.fullmatch(words)
        or _NOT_WHO_END.fullmatch(words[-4:])
    )


def _cut_name(text: str, rank: int) -> str:
    first = _SENTENCE.split(re.split(r"[(（\[【「『《<|/丨、:]", text, maxsplit=1)[0], maxsplit=1)[0].strip(_EDGES)
    first = _STATES.split(_TALKS_ON.split(first, maxsplit=1)[0], maxsplit=1)[0]
    words = first.split()
    if len(words) > 1 and words[0].isascii() and not any(map(str.isdigit, words[1])) and len(words[1]) <= 8:
        first = " ".join(words[:2])
    elif words:
        first = words[0]
    if rank >= 2:
        first = first.rpartition("的")[2] or first
        first = _without_role(_NAME_START.sub("", first))
    if native := _NAME_AND_HOME.fullmatch(first):
        first = native[1]
    name = _without_endings(first).strip(_EDGES)
    most = LONGEST_NAME if name.isascii() or rank == 0 else 6
    return name if len(name) <= most and is_name(name) and (rank < 2 or _is_who(name)) else ""


def _without_endings(words: str) -> str:
    while words.endswith(_NAME_ENDS):
        words = words[: -max(len(ending) for ending in _NAME_ENDS if words.endswith(ending))]
    return words


def _cut_things(text: str, *, labelled: bool) -> str:
    """Return a list of things: after the first clause only what is a thing by its looks."""
    first, *others = _CLAUSE.split(_TALKS_ON_OF_THINGS.split(text, maxsplit=1)[0])
    kept = [first]
    for sign, clause in zip(others[::2], others[1::2], strict=True):
        words = clause.strip(_EDGES)
        if _STOP.search(sign) and (words or not labelled) and not (labelled and sign.strip() in _LISTING):
            break
        if "." in sign and "\n" not in sign and kept[-1] and not words:
            break
        if not words:
            continue
        longest = max(map(len, _AND.split(words)))
        most = 24 if words.isascii() else LONGEST if labelled else 5
        if longest > most or not is_thing(words):
            break
        kept.append(words)
    return "、".join(kept) if len(kept) > 1 and others[0].strip() != "," else ",".join(kept)


def is_thing(words: str) -> bool:
    """Tell whether words that follow a list of things may belong to it: not 很高兴认识大家."""
    return (
        _NO_THING.isdisjoint(words.replace("吉他", ""))
        and not any(word in words for word in _NO_THINGS)
        and not _ENGLISH.search(words)
    )


def _cut_wish(text: str, *, labelled: bool) -> str:
    """Return a wish: the whole line of a label, else a clause."""
    if labelled:
        return re.split(r"[\n。!！]", text, maxsplit=1)[0]
    return re.split(r"[\n,，。.!！;；~～?？]", text, maxsplit=1)[0]
