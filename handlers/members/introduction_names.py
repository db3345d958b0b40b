"""Cutting names out of what stands behind a cue, and finding those that stand alone; pure and linear."""

from __future__ import annotations

import re

from handlers.members.interests import NOTHING

LONGEST_NAME = 16
LEAST_SURE = 2
"""The rank of 我是, behind which other things than names may stand, too."""
MOST_LETTERS = 5
"""Of a Chinese name; who goes on longer says more than their name."""

_EDGES = " \t\n,，。.;；:：、!！?？~～…—-_=*#|丨/\"'“”‘’【】[]「」『』()（）<>《》•·→>&+@"
_SENTENCE = re.compile(r"[,，。.!！;；?？~～\n…]")
_ENDS_NAME_IN_PROSE = re.compile(r"[(（\[【「『《<|/丨:]")
_ENDS_NAME = re.compile(r"[(（\[【「『《<|/丨、:]")
_CALL_ME = re.compile("^(?:就|可以)?叫我?(?=..)")
_TALKS_ON = re.compile("(?<=.)我(?=[在今喜爱来想也平家的是住女儿自会就])")
"""Where the next sentence begins of who speaks without a pause: 小李子我在菜市场."""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
    "温施殷章樊骆葛游包左申尤詹关岳焦俞柳凌梅柏霍鲍费廖卞苗戚祝柴卓蒙季闻祁舒裴翁岑冉甘窦桑宁欧"
)
_SURNAME_FIRST = re.compile(
    f"[{_SURNAMES}][一-龥](?:(?![在做跑开是有来住从今去会爱喜想就也很还的二三四五六七八])[一-龥])?"
)
_STATES = re.compile(
    "(?<=..)(?:退休|今年|刚满|人家|大家|你们|其实|[啊呀哈哦](?=.)|不是|但|就是|来自|家住|在(?=.{2})|做(?=.{2})|平时|喜欢|真名|本名|[二三四五六七八]?十[一二三四五六七八九]?岁)"
)
_NAME_ENDS = re.compile(
    "(?:[就也都](?:好|行|可以|成|中|得)[了啦哈]?|好[了啦]|即可|吧|[哦呀哈啦呢啊噢嘛]|and|然后|今年|平时|来自|住|here|向大家|一枚)$"
)
_EXPLAINED = re.compile("([一-龥]{2,4}?)([一-龥]{1,3})的([一-龥])")
"""A name and how it is written, in one breath: 李想理想的想."""
_NAME_START = re.compile(
    r"^(?:新来的|新人|新成员|新朋友|群友|会员|业主|邻居|网友|媳妇|老婆|老公|家属|女儿|儿子|闺女|妈妈|爸爸|一[个位名枚](?=小)|[那这]个(?=[小老阿])|[\d一二三四五六七八九十]+(?:号?[栋楼]|单元|班))?(?:的)?"
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
    " 退休 单身 住户 房东 租客 小区 小学 小时 小孩 小朋友 大学 大家 老家 老公 老婆"
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
_OF_RELATIVE = re.compile("(?!孩子|两个|娃|我)[一-龥]{2}的(?:妈妈?|爸爸?|奶奶|爷爷|外[婆公]|姥[姥爷])")
"""By what parents and grandparents are known: 乐乐的外婆."""
_THING_OF_ITS_KIND = re.compile("一[只棵朵条]")
_BY_BOTH = re.compile(r"[老小]([一-龥])(\1[一-龥]{1,2})")
_NAME_AND_HOME = re.compile("([一-龥]{2,3})[一-龥]{2,3}人")
_FULL_NAME = re.compile(f"[{_SURNAMES}][一-龥]{{1,2}}")
_CALLED = rf"[小老阿大][一-龥]{{1,2}}|(?P<twice>[一-龥])(?P=twice)(?<![妈爸爷奶姥哥姐弟妹叔宝娃])|{_FULL_NAME.pattern}"
_ROLE_AND_NAME = re.compile(
    "[一-龥A-Za-z0-9]{1,8}?[员师家生工妈爸渣白理问手者友迷粉民商管长鸟新客人医主士任党蜜妹弟汪狗农奴控委]"
    rf"(?P<name>{_CALLED})"
    rf"|[一-龥]{{2,6}}?(?P<title>[{_SURNAMES}](?:[姐哥叔姨嫂婶总]|老师|阿姨|大[爷妈叔哥姐]|师傅))"
)
_WORDS_AND_NAME = re.compile(
    f"[^\\W叫这那的里是有]{{2,12}}?(?P<short>[老小][一-龥])|[^\\W叫这那的里是有]{{3,12}}?(?P<name>老[一-龥]|[小阿][一-龥]{{1,2}}|[A-Z][a-z]{{2,9}}|(?<![小老阿])[{_SURNAMES}][一-龥]{{2}})"
    f"|[^\\W叫这那的里是有]{{0,6}}?(?:小白|新手|达人|玩家|爱好者|粉丝|学委|班长)(?P<name_behind>[一-龥]{{2,3}})"
)
_REPORTING = re.compile("报[到道]$|^(?:新人|我|叫|本人)")
OPENING = re.compile(
    "新来的|新人(?:一枚)?|报个?[到道]|(?:来)?冒个?泡|初来乍到|萌新|(?:自我|简单)?介绍(?:一?下)?(?:自己|我自己)?"
    "|(?:大家|各位|你们|群友们?)?(?:早上|上午|中午|下午|晚上)?好[呀啊哈]?|hi|hello|hey|嗨|嘿|哈喽|我|来[了啦]|[男女]生?"
    "|.{0,4}(?:情况|资料|信息)",
    re.IGNORECASE,
)
"""What people say before their names."""
_USUAL_NAME = re.compile(
    r"[小老阿大][一-龥]{1,2}|([一-龥])\1|[a-z][a-z .]{1,15}"
    r"|[一-龥]{1,3}(?:姐|哥|叔|姨|婶|妈|爸|爷|奶|妹|弟|总|老师|医生|师傅)",
    re.IGNORECASE,
)


def trim(words: str) -> str:
    """Return the words without spaces, signs and brackets around them."""
    return words.strip(_EDGES)


def trim_start(words: str) -> str:
    """Return the words without those before them."""
    return words.lstrip(_EDGES)


def find_leading_name(text: str) -> str:
    """Return the name that stands alone before the first field: 阿飞，41; 实习生小郑报到."""
    clauses = [clause for clause in re.split(r"[\s,，。.!！;；:：~～|/丨、]", trim(text)) if clause]
    own = [clause for clause in clauses if not OPENING.fullmatch(clause)]
    for clause in own[:1] + own[:0:-1]:
        name = _without_endings(_without_role(_REPORTING.sub("", clause.rpartition("的")[2] or clause)))
        likely = (
            is_usual_name(name)
            or _FULL_NAME.fullmatch(name)
            or ((len(own) == 1 or clause.startswith("来自")) and len(name) <= 4)
        )
        if likely and len(name) > 1 and is_name(name) and _is_who(name):
            return name
    return ""


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
    named = _ROLE_AND_NAME.fullmatch(words) or _WORDS_AND_NAME.fullmatch(words)
    return next(filter(None, map(named.groupdict().get, ("name", "short", "title", "name_behind")))) if named else words


def _is_who(words: str) -> bool:
    """Tell whether what 我是 begins may be a name."""
    return not (
        _NOT_WHO.search(words)
        or _NOT_WHO_START.match(words)
        or any(word in words for word in _NOT_NAMES)
        or _NOT_WHO_END.fullmatch(words)
        or _NOT_WHO_END.fullmatch(words[-4:])
    )


def cut_name(text: str, rank: int) -> str:
    """Return the name that a text begins with; `rank` is how surely it is one, 0 best. Empty for none."""
    ends = _ENDS_NAME_IN_PROSE if rank >= LEAST_SURE else _ENDS_NAME
    first = _SENTENCE.split(ends.split(text, maxsplit=1)[0], maxsplit=1)[0]
    first = _CALL_ME.sub("", trim(first))
    explained = _EXPLAINED.match(first)
    if explained and all(explained[3] in words for words in explained.group(1, 2)):
        first = explained[1]
    spelled = _SENTENCE.split(text, maxsplit=2)[1:2]
    first = _STATES.split(_TALKS_ON.split(first, maxsplit=1)[0], maxsplit=1)[0]
    words = first.split()
    if len(words) > 1 and words[0].isascii() and not any(map(str.isdigit, words[1])) and len(words[1]) <= 8:
        first = " ".join(words[:2])
    elif words:
        first = words[0]
    if rank >= LEAST_SURE:
        if _OF_RELATIVE.fullmatch(first):
            return first
        first = first.rpartition("的")[2] or first
        if _THING_OF_ITS_KIND.match(first):
            return ""
        first = _without_role(_without_endings(_CALL_ME.sub("", _NAME_START.sub("", first))))
    if native := _NAME_AND_HOME.fullmatch(first):
        first = native[1]
    name = trim(_without_endings(first))
    if both := _BY_BOTH.fullmatch(name):
        return both[2]
    if rank <= 1 and len(name) > MOST_LETTERS and (full := _SURNAME_FIRST.match(name)):
        name = full[0]
    if spelled and _FULL_NAME.fullmatch(spelled[0]) and spelled[0][0] in name:
        return spelled[0]
    most = LONGEST_NAME if name.isascii() or rank == 0 else 6
    return name if len(name) <= most and is_name(name) and (rank < 2 or _is_who(name)) else ""


def _without_endings(words: str) -> str:
    while shorter := _NAME_ENDS.search(words):
        words = trim(words[: shorter.start()])
    return words
