"""Putting clauses of prose into the words that cues are known by: 闲下来会去爬山 as 喜欢爬山. Pure and linear.

A rule is about how a clause begins, and what people mean by beginning it so; what they then say stays as they said it.
"""

from __future__ import annotations

import re

_ENDS = re.compile(r"([,，。!！;；?？~～…\n|]+|(?<=[一-龥]) +(?=[一-龥])|\.(?=[一-龥\s]))")

_OTHER = (
    "孩子|小孩|小朋友|娃|宝宝|宝贝|女儿|儿子|闺女|[大小二]宝|老[大二三]|[大小]的|哥哥|弟弟|妹妹|姐姐|孙[子女]|外孙"
    "|老公|老婆|媳妇|老伴|爱人|先生|太太|男朋友|女朋友|室友|[他她]"
)
_OF_ANOTHER = re.compile(
    "[一-龥]{2,3}(?:今年|刚|现在)?[上读](?:幼儿园|小学|初中|高中|[一二三四五六]年级)|"
    rf"(?:我|我们|家里?|有|养了?|带着?){{0,4}}(?:[一两二三俩0-9][个只位条]?)?(?:{_OTHER})"
    "(?!的?[妈爸奶爷姥婆]|外婆|[叫拉喊带]我|推荐|介绍)"
)
_SELF_AGAIN = re.compile("我(?:自己|本人|呢|嘛|个人)|自己(?=[喜爱平就是])")
_TURNS_TO_SELF = re.compile(f"{_SELF_AGAIN.pattern}|我(?:平[时常]|业余|[也还就]?(?:喜欢|爱|会))")

_ANYHOW = (
    "我|也|还|又|再|就|都|很|最|更|挺|真|太|超|特别|比较|非常|主要|其实|一般|通常|可能|应该|当然|大概|基本上?|呢|嘛|吧|啊|的话"
    "|现在|目前|今年|明年|[去前]年|年底|下个?[周月]|最近|一直|从小|真的|确实|完全|同时|另外|然后|而且|不过|但是?|所以|因此|除此之外|此外|对了|反正|总之|个人|本人"
)
"""Words before what a clause says that do not change it."""
_WHEN = (
    "平时|平[常日]里?|日常|没(?:什么|啥)?事(?:情|儿)?|有空|有时间|闲(?:下来|着|暇|时|了)?|周末|节假日|休息|下班|放学|假期|放假|业余|空闲|工作之余|课余|饭后"
    "|晚上|早上|[上下中]午|傍晚|每[天周]|天天|经常|常常?|偶尔|有时候?|坚持"
)
_DOES = "打学玩弹吹画写唱跳跑练拍骑爬钓养看听读逛刷追撸拼做种织搓绣煲烘喝品泡遛游划滑攀徒捣研摆健举钻下拉"
_LIKES_ITS_WAY = (
    rf"(?:{_ANYHOW}){{0,4}}(?:{_WHEN})(?:{_ANYHOW}|{_WHEN}|的?时间|的?时候|里|后|了|会|去|在家|窝在家里?|[约跟和](?:上|着)?(?:朋友们?|人|几个朋友|家人)?){{0,6}}"
    rf"(?:(?=[{_DOES}])|爱(?!好)|喜欢(?![{_DOES}]))"
    rf"|(?:{_ANYHOW}|在|正在?|刚?开始){{1,4}}(?:学着?|练|迷上了?|自学|研究|琢磨)(?![历校会习生期了的过到])(?=\S{{1,12}}$)"
    rf"|(?:{_ANYHOW}){{1,3}}(?=[{_DOES}]一?点)|(?:或者|要么|再不?就是|还有就是|再不然|其次是|再来就是|一个是|再就是|就剩下?个?)(?:窝?在家里?|去|到|找个[一-龥]{{1,4}}?|在[一-龥]{{1,4}}?)?(?=[{_DOES}])"
    rf"|(?:{_ANYHOW}|{_WHEN}|生活中?|唯一|人生|真实|真正|仅有|剩下|最大){{1,5}}的?(?:乐趣|爱好|兴趣|消遣|快乐|享受|娱乐)"
    rf"(?:{_ANYHOW}|方面|已经|只|无非|不外乎|剩下?|是|有|在于|,){{1,5}}(?=\S)"
    rf"|(?:爱好|兴趣)(?:{_ANYHOW}|方面|上|已经|只|无非|不外乎|剩下?){{1,4}}(?:是|有)?(?=\S)"
    rf"|(?:{_ANYHOW}){{0,3}}(?:喜欢|热?爱)的?(?:{_ANYHOW}|无非|必须|还){{1,3}}是"
    "|(?:硬|非|真)?要说(?:爱好|喜欢)?的?话?(?:[就也]|那就|只)?是"
)
_SKILLS_THEIR_WAY = (
    rf"(?:{_ANYHOW}|平时){{0,4}}(?:可以|能|愿意|乐意)(?:免费|顺便|多)?(?:[给帮教带为替]忙?)(?!.{{0,10}}忙)"
    "(?:你们|大家伙?儿?|各位|群友|群里|邻居|姐妹们?)?(?:免费|一起)?(?!大家$)(?=[一-龥A-Za-z]{2,})"
    "|(?:[也还]|[很挺超]|特别){1,3}会(?![不员议所计场好努尽按认常多继慢加])(?=[一-龥A-Za-z]{2})"
    rf"|(?:{_ANYHOW}){{0,3}}(?:略?懂|略[通知]|通晓|自学过)(?:一?点儿?|一些)?+(?=[^\s不了的得过]{{1,10}}$)"
    rf"|(?:{_ANYHOW}|自认为?|自诩){{1,3}}(?:擅长|拿手|得意|厉害)的?(?:{_ANYHOW}){{0,2}}[是算]"
)
_JOINING = (
    "(?:[来进加入]群里?|加入(?:咱们|我们|这个)?(?:群|大家庭)?|来(?:到|了)?(?:这里|这儿|这个群|咱们?群|贵群)?|进来)"
)
_HOPES_THEIR_WAY = (
    rf"(?:{_ANYHOW}|这次|今天|专门|特意|特地){{0,3}}{_JOINING}(?:的?(?:目的|原因|初衷))?(?:{_ANYHOW}|纯粹|只|单纯){{0,4}}"
    r"(?:是|为了?|想着?|求|盼|希望){1,3}(?:能|可以|要)?(?=\S)"
    rf"|(?:没别的想法|别的不求|别无所求|只|无非|不为别的|纯粹|单纯|{_ANYHOW}){{1,4}}是?(?:想|求|盼|希望|打算)"
    r"(?:着|要|能)?(?!你|我|法|[到起象必念说过不问死吐哭睡])(?=\S)"
    r"|想(?=请教|交流|[学练组带寻参听约凑互蹭拓把给为找]\S|了解|加入|养成|提升|改变|积累|尽快|早日|跟|和|与)"
    "|祝?愿(?=[大各早天世与和跟能])|望(?=[与和跟能])|盼(?![望着])|巴不得|期盼|盼望|但愿|只[求愿]|[惟唯]愿|[冲奔]着|指望|打算(?=[跟和好重把学])|(?:[来进加入]群|群里)(?=[找学交认])|来?(?=[跟和向][一-龥]{2,5}?(?:学|请教|取经|交流))|来(?=[跟和向](?:大家|各位|大佬|前辈))|求(?!.{0,12}关照)(?=大[佬神家]|各位|推荐|搭子|组队|同好)"
    "|[一-龥]{0,6}?的?(?:愿望|目标|心愿|梦想|期待|期望)就?是"
)
_HOPES_WHOLE = re.compile(
    rf"(?:{_ANYHOW}|只|单纯|纯粹|专门|特意|是|来|群里|[进加]群){{0,4}}"
    r"(?P<aim>图(?:个|一)\S{1,10}|(?<=来)[学找交看认围拓练蹭凑摆取听][^\s的]{1,12})[的了]?$"
)
_NAMES_THEIR_WAY = (
    rf"(?:大家|你们|朋友们?|各位|邻居|群里|同[学事]|家人|江湖|人家|别人|可以|请|{_ANYHOW}|{_WHEN}){{0,5}}"
    "(?:管我叫|[喊唤称]我|人称|人送外号|外号|(?:哥们儿?|姐们儿?|咱|老汉|小弟|小妹)名?叫|绰号|诨号|名唤|唤作|名为|名字[是叫](?!我)|名曰|晚辈|后学|小女子|小生)[叫是]?"
    "(?=[一-龥A-Za-z]{1,6}(?:就[行好成可中]|即可|都行|吧|$))"
    "|叫(?!我)(?=[一-龥]{2,3}$|[一-龥A-Za-z]{2,6}(?:就[行好可成]|即可|都行|吧)$)|我[妈爸]给我起名叫?"
)
_AGE_ITS_WAY = (
    f"(?:{_ANYHOW}){{0,3}}我(?:自己|本人|呢|嘛|吧|都|也|已经|才|刚|其实){{1,4}}"
    "(?=(?:[0-9]{2}|[二三四五六七八]?十[一二三四五六七八九]?)(?:[岁了啦]|$))"
)
_WAYS = {
    "我叫": _NAMES_THEIR_WAY,
    "喜欢": _LIKES_ITS_WAY,
    "擅长": _SKILLS_THEIR_WAY,
    "希望": _HOPES_THEIR_WAY,
    "今年": _AGE_ITS_WAY,
}
_RULES = tuple((word, re.compile(ways)) for word, ways in _WAYS.items())
_THING_INSIDE = (
    re.compile(
        rf"(?:{_ANYHOW}|平时){{0,3}}对(?P<thing>[^\s。对]{{1,20}}?)(?:{_ANYHOW}|蛮){{0,2}}(?:感兴趣|有兴趣|着迷|上瘾|情有独钟)"
    ),
    re.compile(
        rf"(?:{_ANYHOW}|{_WHEN}){{0,3}}除了(?P<thing>[^\s,，。]{{1,10}}?)(?:之外|以外)?(?={_ANYHOW}|喜欢|爱|没|$)(?<!上班)(?<!工作)(?<!带娃)"
    ),
    re.compile(r"(?P<thing>[^\s,，。我]{1,8}?)(?:就|算)?是我的?(?:最爱|爱好|心头好|命|乐趣)"),
    re.compile(
        "(?P<thing>[一-龥]{2,5})[练学打玩拉弹跳唱写画下]了(?:有|快)?(?:[0-9]{1,2}|[一二三四五六七八九十两好几多半]{1,3})来?多?年"
    ),
    re.compile("(?:资深|老|铁杆|骨灰级?)?(?P<thing>[一-龥]{2,4})(?:迷|发烧友|重度爱好者)$"),
    re.compile(
        rf"(?:{_ANYHOW}|{_WHEN}){{0,3}}(?P<thing>(?P<do>[打玩弹吹画写唱跳跑练拍骑钓拉种下码])(?:(?![了过着龄])[一-龥]){{1,4}}?)(?:(?P=do)|玩|练)?了?(?:有|快|将近)?"
        "(?:[0-9]{1,2}|[一二三四五六七八九十两好几多半]{1,3})来?多?年[多了啦]{0,2}"
    ),
)
_DONE_FOR_YEARS = re.compile(
    rf"(?:{_ANYHOW}|{_WHEN}|家里?|[一-龥]{{2}}也){{0,3}}(?P<do>[打玩弹吹画唱跳跑练拍骑钓种])了(?:有|快|将近)?"
    r"(?:[0-9]{1,2}|[一二三四五六七八九十两好几多半]{1,3})来?多?年的?(?P<thing>[^\s了]{1,8})$"
)
"""Clauses that say what they like in their midst: 对日语感兴趣, 除了做菜还喜欢钓鱼, 码字三年."""
_ASK_ME = re.compile(
    rf"(?:大家|你们|各位|谁家?)?(?P<thing>[^\s,，。我有]{{2,10}}?)(?:的?问题|方面)?(?:{_ANYHOW}|尽管|可以|随时|欢迎|能){{1,3}}来?(?:问|请教)我"
)
_GREETS_AS = re.compile(
    "(?:[一-龥]{0,12}的)?(?P<name>(?!新人|新来|我|大家|前来|来)[一-龥A-Za-z]{2,7}?)(?:[向跟给]|前来|来|在此)?(?:大家|各位|你们|群友)?(?:来|前来)?(?:问[个声]?好|报[到道]|请安|打个?招呼|拜见|冒个?泡)"
)
_PAST = re.compile(f"(?:{_ANYHOW}){{0,2}}(?:[以从之]前|曾经?|小时候|当年|过去)")
_NOW = re.compile("现在|如今|目前|后来|[以之]后")
_INSTEAD = re.compile("(?:现在)?(?:[改换变]成了?|改为|转为|迷上了?)")
_DISLIKE = re.compile(
    rf"(?:{_ANYHOW}|{_WHEN}|是|对){{0,4}}(?:不(?:太|怎么|大|咋|算|那么|再|会|喜欢|爱|懂|擅长|感兴趣|善|能吃|吃|喝|抽|热衷|追|是很|是太)"
    "|讨厌|烦|怕(?!老)|受不了|没兴趣|没(?:啥|什么|有)?(?:什么|特别)?的?(?:爱好|特长|本事|兴趣|技能|擅长|强项))"
)
_BUT = re.compile(
    "(?<=.)(?:但是?|不过|可是|只是|除了|唯独|[就只](?=[爱喜会是]))(?=[^,，。]{0,4}(?:喜欢|爱|会|擅长|希望|想|是))"
)
_LINE_OF_DISLIKE = re.compile(
    "(?m)^(?:不|讨厌|雷区|雷点|忌口|害怕|最?怕|最?烦|孩子|宝宝|宝贝|女儿|儿子|娃)[^\\s:]{0,6}:.*$"
)


_SAID_IN_TWO = re.compile(
    "(?:我?(?:最大|唯一|现在|平时|个人)?的?)?(?P<what>想法|目的|愿望|心愿|目标|期待|期望|要求|爱好|兴趣|特长|本事)(?:的话|方面|很|也|比较|其实|最){0,2}(?:简单|单纯|不高)?"
    "[嘛呢吧啊么]?,(?:[就也只]|那就|无非|主要)++(?:是|有)(?:想)?"
)
_SAID_OF = re.compile("(爱好|兴趣|特长|擅长|喜欢的?|期[望待]|希望|名字|年龄|岁数)(?:嘛|呢|么|的话|方面)[,:]?")
_MUCH = re.compile(
    "(?:爱好|兴趣|喜欢的(?:东西|事情?)?|特长)(?:就|还|是|很|也|比较|特别|太|有点|这个|已经|都|,){0,4}(?:没有?|不?多|广泛)了?(?:,|(?P<list>:)|$)"
)
_STRUCK = re.compile("(?:好|、|[,。])?[^\\s,。、(]{1,4}[(](?:划掉|误|bushi|不是|开玩笑)[)]")
_WHAT = {"爱好": "喜欢", "兴趣": "喜欢", "特长": "擅长", "本事": "擅长"}
_JOINER = re.compile(
    "(?:另外|此外|除此之外|然后|而且|并且|对了|还有就?是?|其次|同时|反正|总之|其实|不过|但是?|再有就是|当然)++,?"
    "(?=[我也还就最特很超]{0,3}(?:喜欢|爱|会|想|希望|擅长|平时))"
)
LONGEST_BREATH = 25
"""Characters without a sign, from which on somebody dictates, or never puts one."""
_NEW_BREATH = re.compile(
    "(?<=[一-龥a-zA-Z0-9]{2})(?=然后|平[时常]|周末|业余|没事就|(?<!我)今年)|"
    "(?<=[一-龥a-zA-Z0-9]{2})(?<![的不没都也还很最就挺真更特我人家一])"
    "(?=我(?:喜欢|会|可以|自己|是|叫|平|想|也|还|在|家|来|才)|希望|就?想(?:找|认识|问|跟|和|学|交|多|在[这群])|[还也](?:喜欢|会|爱)|喜欢(?!的))"
)


def put_plainly(text: str) -> str:
    """Return the text with its clauses in the words that cues are known by, without those about somebody else."""
    text = _MUCH.sub(lambda much: "爱好:" if much["list"] else "", _STRUCK.sub(",", text))
    text = _SAID_OF.sub(r"\1", _SAID_IN_TWO.sub(_in_one, _LINE_OF_DISLIKE.sub("", text)))
    parts = _ENDS.split(_with_breaths(text))
    turns = max((place for place in range(0, len(parts), 2) if _TURNS_TO_SELF.match(parts[place])), default=-1)
    of_another = False
    for place in range(0, len(parts), 2):
        clause = parts[place].strip()
        if _OF_ANOTHER.match(clause) and not clause.endswith("我") and not _SELF_AGAIN.search(clause):
            of_another = True
        elif of_another and (place >= turns or clause.startswith("我")):
            of_another = False
        if of_another or (":" not in clause and _put(clause) != clause):
            parts[place] = "" if of_another else _put(clause)
    return "".join(parts)


def _in_one(said: re.Match[str]) -> str:
    return _WHAT.get(said["what"], "希望")


def _with_breaths(text: str) -> str:
    """Return the text with a comma before what begins anew, where somebody goes on for long without one."""
    return "".join(
        _NEW_BREATH.sub(",", part) if len(part) >= LONGEST_BREATH and ":" not in part else part
        for part in _ENDS.split(text)
    )


def _put(clause: str) -> str:
    if joiner := _JOINER.match(clause):
        clause = clause[joiner.end() :]
    if past := _PAST.match(clause):
        now = _NOW.search(clause, past.end())
        return _put(clause[now.start() :]) if now else ""
    if _DISLIKE.match(clause):
        but = _BUT.search(clause)
        return _put(clause[but.start() :]) if but else ""
    whole = _put_whole(clause)
    if whole is not None:
        return whole
    for word, pattern in _RULES:
        if begins := pattern.match(clause):
            return word + clause[begins.end() :]
    return clause


def _put_whole(clause: str) -> str | None:
    """Return a clause that says its field elsewhere than at its end in other words; None for all others."""
    if instead := _INSTEAD.match(clause):
        return f"喜欢{clause[instead.end() :]}"
    if aim := _HOPES_WHOLE.match(clause):
        return f"希望{aim['aim']}"
    if greets := _GREETS_AS.match(clause):
        return f"我是{greets['name']},"
    if about := _ASK_ME.match(clause):
        return f"擅长{about['thing']}"
    if done := _DONE_FOR_YEARS.match(clause):
        return f"喜欢{done['do']}{done['thing']}"
    for pattern in _THING_INSIDE:
        if inside := pattern.match(clause):
            rest = clause[inside.end() :].removeprefix("就是")
            also = "喜欢" if clause.endswith(f"就是{rest}") else ""
            return f"喜欢{inside['thing']},{also}{rest}"
    return None
