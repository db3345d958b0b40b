"""Reading what lines, or parts of one line, say in the template's order without labels: 小唐/27/羽毛球. Linear."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.members.ages import AGE, BORN
from handlers.members.introduction_fields import Introduction, Reading
from handlers.members.introduction_names import MOST_LETTERS, OPENING, is_name
from handlers.members.introduction_values import cut_value

MOST_PARTS = 10
_SIGNS_BETWEEN = tuple(map(re.compile, (r"[/|丨]", "[·•]", "[—–-]+", "[,，。!！~～]+", " +")))
_OF_ONESELF = re.compile("^(?:本人|我[叫是]?|叫|新人|萌新)(?=.)")
_ONLY_AGE = re.compile(f"(?:{AGE}|{BORN})周?岁?[了啦]?")
_OF_NO_FIELD = re.compile("[男女](?:生|士|性|孩)?|我|嗨|hi|hello|求[带罩收扩].*", re.IGNORECASE)
_WISH = re.compile("(?:^|[,，])(?:希望|想要?|盼着?|期待|求(?![带罩收助扩])|(?=[找学]))(?=.)")
_TALK = re.compile("喜欢|的是|[之以]前|现在")
_LIKE_WISH = re.compile("[多再]?[认结]识|交|找|学|一[起块]|多|有|能|[早天减瘦升考变成]|和|跟|加|提|.{6}")
_FIELD_OF_LEAD = {
    **dict.fromkeys(("喜欢", "爱好", "热爱", "爱"), "likes"),
    **dict.fromkeys(("擅长", "会", "特长", "精通"), "skills"),
}
_LEAD = re.compile(f"(?:我|平时|业余|最|就|也|很)*+({'|'.join(_FIELD_OF_LEAD)})(?=.)")
_LIST = re.compile("[、/+]| (?=[一-龥])")
_WORK = (
    "(?:前|后)端|测试|运营|产品|设计|外贸|电商|会计|财务|销售|市场|文案|行政|人事|hr|it|护理|保险|装修|物业|教培|自媒体|新媒体|开店|个体户?"
    "|自由职业|上班族?|打工人?|社畜|待业|退休|全职|宝[妈爸]|考研党?|[一-龥]{0,4}(?:在读|毕业|专业|[大研高初][一二三])"
    "|.{0,8}(?:[老教]师|程序员|[一-龥][员师生工士商匠]|总监|经理|老板|主管|店[长主]|[妈爸]|司机|医生|会计|公务员|设计|工程|监理|行业|公司|工作|生意)"
)
_PLACE = (
    ".{2,5}[省市区县镇乡村州人]|北京|上海|广州|深圳|天津|重庆|杭州|成都|武汉|南京|西安|苏州|长沙|郑州|青岛|厦门|宁波|合肥|昆明|济南|福州|沈阳|大连"
    "|哈尔滨|长春|石家庄|太原|南昌|南宁|贵阳|兰州|海口|三亚|珠海|佛山|东莞|无锡|常州|徐州|温州|烟台|洛阳|香港|澳门|台北|(?:河|湖)[南北]|山[东西]"
    "|广[东西]|江[苏西]|浙江|安徽|福建|四川|云南|贵州|陕西|甘肃|辽宁|吉林|海南|新疆|内蒙古?|东北"
)
_WORK_OR_PLACE = re.compile(
    f"(?:{_WORK}|(?:我?是?(?:做|干|搞|开|从事).{{1,8}})|(?:坐标|来自|住在?|家在|现居|base[d在]?).{{1,10}}|(?:{_PLACE}).{{0,4}})",
    re.IGNORECASE,
)


def read_in_order(text: str) -> Reading | None:
    """Return what lines, or parts of one line between signs of one kind, say without labels; None for nothing."""
    by_lines = _read(text.splitlines())
    if by_lines or "\n" in text.strip():
        return by_lines
    return next(filter(None, (_read(sign.split(text)) for sign in _SIGNS_BETWEEN)), None)


def _read(parts: Iterable[str]) -> Reading | None:
    """Return a name, an age, then likes, skills and hopes in the template's order."""
    lines = [line for part in parts if (line := part.strip(" ,。.-:~")) and not _OF_NO_FIELD.fullmatch(line)]
    while lines and OPENING.fullmatch(lines[0]):
        del lines[0]
    lines[:1] = [_OF_ONESELF.sub("", line) for line in lines[:1]]
    if not 3 <= len(lines) <= MOST_PARTS or not is_name(lines[0]) or not _ONLY_AGE.fullmatch(lines[1]):
        return None
    fields = {"name": lines[0], "age": lines[1]}
    for line in _things(lines[2:]):
        wish, lead = _WISH.search(line), _LEAD.match(line)
        said = "hopes" if wish else _FIELD_OF_LEAD[lead[1]] if lead else ""
        field = said or next((free for free in ("likes", "skills", "hopes") if free not in fields), "")
        if field == "hopes" and not said and not _LIKE_WISH.match(line):
            field = "likes"
        if field:
            before = f"{fields[field]}、" if field != "hopes" and field in fields else ""
            fields[field] = before + (line[wish.end() :] if wish else line[lead.end() :] if lead else line)
    values = {
        field: cut_value(
            field, line, labelled=True, rank=2 if field == "name" and ("的" in line or len(line) > MOST_LETTERS) else 0
        )
        for field, line in fields.items()
    }
    introduction = Introduction(**values)
    return Reading(introduction, sure=False) if introduction.count() >= 3 else None


def _things(lines: list[str]) -> list[str]:
    """Return the parts that say a field: not what somebody works as, and where.

    Parts with a lead (喜欢, 会) say so; where there are any, a bare word beside them is none.
    Nor is one before a list (看书、画画).
    """
    led = [line for line in lines if _WISH.search(line) or _LEAD.match(line)]
    lists = [line for line in lines if line not in led and _LIST.search(line)]
    bare = [line for line in lines if line not in led and _is_thing(line)]
    if lists and lines.index(lists[0]) > 0:
        bare = [line for line in bare if lines.index(line) >= lines.index(lists[0])]
    if any(_LEAD.match(line) for line in led):
        return led
    return [line for line in lines if line in led or line in bare]


def _is_thing(line: str) -> bool:
    """Tell whether a bare line may be what somebody likes: no number alone, no work and place, no talk."""
    return any(map(str.isalpha, line)) and not _WORK_OR_PLACE.fullmatch(line) and not _TALK.search(line)
