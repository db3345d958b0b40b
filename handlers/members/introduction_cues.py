"""The words by which one sees that a field of a self-introduction begins: labels and cues in prose. Linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.members.ages import AGE, BORN

_START = r"(?:^|(?<=[\s,。.!;:?、~…/|丨()【】\[\]「」『』《》<>〖〗〔〕\"“”*=→#&+·-]))"
_SIGN = r"[:=~→|/丨>—-]"
_CLOSING = r"[\])】」』》>〗〕]"
_SOON = rf"(?=\s*+{_CLOSING}?\s*+{_SIGN}|{_CLOSING})"
"""What has to follow a word that is a label only with a sign behind it."""
_OWNER = "(?:(?:我的|我|个人|本人|群内?|真实|业余|兴趣|平时|平常|其他|主要|最大?的?|小小?的?){0,2})"
_OFTEN = (
    "(?:我|现在|如今|年轻时|也|还|就|都|很|最|挺|蛮|超级?|特别|非常|比较|尤其|平时|平常|平日里?|日常|没事|有空|闲暇|空闲|业余|时间?|下班后?|周末|一直|从小|一般|通常"
    "|主要|的话|里|时候|的时候|,|本人|真的|略|稍微|又|同时|自己|常常?|经常|偶尔|一个|是个){0,4}"
)
_NOT_OWN = "(?<![家你他她它们谁人的有不没被被只都也很最还真别常])"
_THAT = "(?:的?(?:事情?|东西|运动|活动|内容|领域)(?=是|有|:))?(?:的?是|就是|包括|为|的有|有(?=:))?"
_TO_DO = "做修弹唱跳画写拉说打包剪织煮开拍吹种编下"
_TWICE = "打打|看看|写写|画画|拍拍|织织|跳跳|唱唱|弹弹|钓钓|养养|种种|逛逛|刷刷|做做|听听|玩玩|学学|练练|跑跑|喝喝|下下"
_LATIN = "(?<![a-z])(?:{})(?![a-z])"


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a field begins: its cue's place, and what kind of cue that is."""

    field: str
    """A field of an introduction; empty where something else begins that is not kept."""
    start: int
    end: int
    labelled: bool
    """The whole rest of the line belongs to it."""
    rank: int
    """How well it tells that the writer means themselves; 0 is best."""


_CUES = {
    # What is not kept, first of all what nobody should read.
    "_other": (
        rf"{_START}(?:{_OWNER}(?:电话|手机号?|联系电话|联系方式|微信号?|邮箱|电子邮箱|邮件|qq号?|vx|wx|v信|身份证号?码?|地址|住址|家庭住址"
        "|门牌号?|楼号|房号|单元|坐标|位置|所在地|所在城市|城市|地区|现居地?|籍贯|老家|家乡|职业|工作|单位|公司|行业|岗位|学历|专业|学校|性别|星座"
        "|属相|生肖|血型|身高|体重|mbti|婚姻状况|婚否|感情状况|情感状态|民族|备注|孩子|宝宝|入群时间|加入时间|介绍人|邀请人|生日|座右铭|签名"
        "|email|e-?mail|phone|mobile|tel|wechat|from)"
        rf"(?:{_SOON}|\s|是|为|在|(?=\d|一|$))|(?:address|location|city|job|work|gender|sex|occupation){_SOON}|(?:我)?(?:家住|住在|现住|来自|现居|坐标|老家|单身|已婚|未婚|退休"
        rf"|刚毕业|从事|在读|住(?=[^\s]{1, 8}[栋楼号区路]))"
        "|(?:请|还请|请大家|希望大家)?多多?(?:关照|指教|包涵|支持)|请大家|(?:很|非常|好)?(?:高兴|荣幸|开心)(?:能|可以)?(?:认识|加入|和|跟|来)"
        "|谢谢|感谢|多谢|以上|完毕|以后多|哈哈|嘻嘻|嘿嘿|新人一枚|新人报[到道]|新来的|大家好|有需要|欢迎|有没有|有一起|求带|一起来|求[带收监罩指]|求组织|扩列|社恐|社牛|望(?:各位|大家|多)|有时候"
        "|i(?:'m| am) from|i live|i work|nice to|thanks|thank you)"
        rf"|(?:我的?)?(?:电话|手机号?|联系方式|微信号?|身份证号?|地址|住址|邮箱|qq号?|vx|wx)(?:号码)?(?:是|为|{_SOON}|\s?(?=。))|加我|(?<![a-z])v{_SIGN}"
    ),
    "name_label": (
        f"{_OWNER}(?:名字或昵称|姓名|昵称|网名|大名|花名|艺名|(?<![取改报])名字(?![的很真都没好])|称呼(?!他|她|你|我)|真名|圈名|笔名|游戏名|代号)(?:叫做?)?"
        rf"|{_START}{_OWNER}(?:名称|id|cn|我是谁|我?叫什么(?:名字)?|(?:怎么|如何)?称呼我?|叫我啥?|名片|名|我是|本(?:[人宫尊少]|仙女|姑娘|公子)|在下|英文名|小名|称谓){_SOON}"
        f"|{_LATIN.format(f'(?:nick ?)?name{_SOON}')}"
    ),
    "name_called": "我(?:的名字)?叫做?|[额吾]叫|本\\w{0,2}人叫|俺叫|本人(?:名)?叫|鄙人(?:叫)?|名叫|人称|我就是|"
    + _LATIN.format("my name is|my name's|i'm called|call me"),
    "name_call": (
        rf"(?:大家|你们|朋友们?|可以|都|就|一般|常|习惯)*+叫我"
        rf"|{_START}(?:喊|称呼)我|这里是?(?=[小老阿大][一-龥])"
    ),
    "name_am": rf"我是(?!说|不|觉|想|真|来(?!自)|从)|{_START}(?:本人|在下|这里是|我系|俺是|阿拉是)|"
    + _LATIN.format("(?:i am|i'm)(?! ?[0-9])|this is"),
    "name_family": rf"(?:本人|我|免贵)姓|{_START}叫(?=[一-龥]{{2,3}}[,，。 ])",
    "age_label": (
        f"{_OWNER}(?:年龄段?|岁数|芳龄|年纪|贵庚|年方)(?![大小相轻])"
        rf"|{_START}{_OWNER}(?:出生(?:年月|年份|日期)?|年代|今年|多大了?|几岁){_SOON}|{_LATIN.format(f'ages?{_SOON}')}"
    ),
    "age_self": (
        rf"(?:我|本人)?(?:今年|现年|年满)\s?(?:{AGE}|{BORN})(?:周?岁)?(?:了|啦)?|{AGE}周?岁(?:了|啦)?|{AGE}的人了|[二三四五六七]十[一二三四五六七八九]?了|{_START}(?:我是)?(?:一[名枚个位])?{BORN}"
        rf"|{_START}(?:我)?{AGE}(?:周?岁)?(?:了|啦)?(?=[\s,。;/|.~!、]|$)"
        rf"|(?:i'm|i am)? ?\b[0-9]{{2}} ?(?:years? old|y/?o\b)"
        rf"|(?:i'm|i am) [0-9]{{2}}\b"
    ),
    "likes_label": (
        f"{_OWNER}(?:兴趣爱好|爱好兴趣|爱好(?!的(?:可以|朋友|一起|来|请))|兴趣点?|喜好|嗜好)(?:(?:和|与|及|以及|/|、)?(?:特长|擅长))?(?:有|是|:|比较|的话|[么嘛呢]|就是)*+(?:广泛)?"
        rf"|{_START}{_OWNER}(?:最爱|喜欢(?:做)?的?事情?|热爱|感兴趣的(?:事|话题)?|爱|(?:喜欢|爱好|爱玩|爱吃)(?:些|做|点)?[什啥]么?|喜欢{_THAT}|常[玩看吃去]|[馋爱]点啥|心头好|likes?|hobby|hobbies|interests?){_SOON}"
        f"|{_LATIN.format('(?:my )?(?:hobby|hobbies|interests?)(?: is| are| include|(?=:))')}"
    ),
    "likes_say": (
        f'{_NOT_OWN}(?<!以前)(?<!曾经)(?<!过去){_OFTEN}(?:喜欢|热爱|酷爱|痴迷于?|迷上了?|沉迷于?|钟爱|钟意(?!["”」』,，。])|稀罕|(?<!我)欢喜|中意(?![的"”」』,，。])|偏爱|感兴趣的是)(?!的(?!事|东西|运动|活动|是|有|:)|你|他|她|这|那|就|上了[你他她]|大家|我)'
        f"{_THAT}|玩(?=[一-龥]{{1,6}}(?:[0-9]{{1,2}}|[一二三四五六七八九十两半]{{1,2}})多?年)|(?:{_START}|我){_OFTEN}(?:爱(?![你我他她心情的国人上好])|好(?=吃(?!懒)|[读钓喝打看听下唱写]|摄影|书法|音乐|美食|旅游|运动))"
        rf"|{_START}(?:业余|闲时|平时|平常|闲下来)(?:时间)?(?:就是|就|常常?|经常|主要)?(?=[打学玩弹吹画写唱跳跑练拍])"
        f"|(?:爱好[嘛么呢]?|平时|平常|平日|没事|偶尔|闲了|有空)(?:就是|也就|就)?(?={_TWICE})"
        "|"
        + _LATIN.format(
            "(?:i )?(?:really |also )?(?:like|love|enjoy)s?(?: to)?|(?:i'm |i am )?(?:interested in|fond of|into)"
        )
    ),
    "skills_label": (
        f"{_OWNER}(?:特长|专长|技能[点树]?|看家本领|才艺|绝[技活招])"
        rf"|{_START}{_OWNER}(?:拿手|能力|会的|(?:擅长|会)(?:些|做|点)?[什啥]么?|会|我?能?可?以?提供(?:的|什么)?"
        rf"|本领|本事|强项|优势|擅长{_THAT}|skills?|good at|strengths?){_SOON}"
        f"|{_LATIN.format('(?:my )?skills?(?: is| are| include|(?=:))')}|(?<![a-z])skills?是"
    ),
    "skills_say": (
        f"(?<![不他她你]){_OFTEN}(?:擅长|精通|拿手|略懂)(?!的(?!事|是|:|菜)|沟通的)(?:的菜|菜)?{_THAT}"
        f"|(?:{_START}|我){_OFTEN}会(?![不员议所计场好努尽按认常多继慢加])(?:一点点?|一些|点儿?)?|(?<=[^不聚约开社机一都才就还只哪谁你他她太])会(?:一点点?|一些)?(?=[{_TO_DO}])"
        "|" + _LATIN.format("(?:and )?(?:i'm |i am |am )?(?:good at|skilled in)|i can|(?:happy to|can) help with")
    ),
    "hopes_label": (
        f"(?:[入进加来]群)?{_OWNER}(?:对(?:本|这个)?群的?)?(?:期望|期待|期许)(?:收获|获得|得到)?|{_START}{_OWNER}(?:希望|愿望|心愿|目标|想要|想要?什么|想[^\\s:,]{{0,6}}(?:获得|得到|收获|学到)|(?:进|入|加)群(?:目的|初衷|原因)"
        rf"|目的|来意|所求|[来进]群?干[嘛啥]|求[^\\s:,]{{0,4}}|[想找寻]|梦想|想法|诉求|需求|想说的?话?|想对大家说的?话?|收获|hopes?|expectations?|wish(?:es)?|goals?|wants?){_SOON}"
        r"|(?:^|(?<=[\n ]))(?:目标|愿望|心愿|梦想)(?= \S)"
    ),
    "hopes_say": (
        "我?(?:也|很|就|都|特别|非常|真心)*+(?:希望|盼望|盼着|渴望|巴望到?|最想要的就?是)(?:能够|能|可以)?"
        rf"|{_START}盼(?=能|[与和跟])"
        f"|(?:{_START}|我)(?:我|就|也|很|特别|一直)*+想(?:要|着)?(?![到说不必起法象问你我他她过念知死睡哭请吐])|(?<=[是就])想(?![到不起法象])|{_START}(?:我)?来(?:这个|这)?(?:群里?|这里|这儿)?(?:呢)?(?:主要)?就?是?想(?:要)?|{_START}求(?![带收监罩指助大轻放问]|组织)|(?<=[^不没很真理思只就])想(?=多?(?:认识|结识|找|交朋|[跟和](?:大家|各位)|减肥|增肌))"
        f"|{_START}我?(?:的)?(?:目标|愿望|心愿|目的|期望|梦想)(?:是|就是)|{_START}愿(?:意|能)?(?=[与和跟结交])|{_START}(?:来|进群|入群|加入)(?:是)?(?:想|为了|就是想)"
        "|"
        + _LATIN.format(
            "(?:i )?(?:hope|hoping|want|would like|wish) to|i'd like to|(?:i'm |i am )?looking forward to|looking for"
        )
    ),
    # Labels that nobody thought of: they end a field all the same.
    "_unknown": r"(?:^|(?<=\n))(?![^\n:]{0,9}[名称龄岁好喜兴趣擅长期望叫我想会爱技是])[^\s:,。]{1,9}:",
}
_RANKS = {"name_label": 0, "name_called": 0, "name_call": 1, "name_am": 2, "name_family": 3}
_CUE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CUES.items()), re.IGNORECASE)
_LABEL_END = re.compile(rf"\s*+{_CLOSING}*+\s*+(?:{_SIGN}++|。(?=\S)|就?(?:是|为|叫)(?!了))?\s*+")
_SIGNED = re.compile(rf"{_CLOSING}|{_SIGN}")


def find_cues(text: str) -> Iterator[Cue]:
    """Yield the places where fields begin, in the text's order."""
    place = 0
    while place < len(text):
        match = _CUE.match(text, place) if text[place].isalnum() or text[place] in ":,~" else None
        if match is None or match.end() == place:
            place += 1
            continue
        place = match.end()
        name = match.lastgroup or ""
        field, _, kind = name.partition("_")
        if kind == "self":
            yield Cue(field, match.start(), match.end(), False, 0)
            continue
        sign = _LABEL_END.match(text, match.end())
        assert sign
        signed = bool(_SIGNED.search(sign[0]))
        end = sign.end() if signed or kind == "label" else match.end()
        yield Cue(
            field,
            match.start(),
            end,
            signed or kind == "label",
            -1 if "真" in match[0] else 0 if signed else _RANKS.get(name, 0),
        )
