"""What looks like a self-introduction and is none: of others, an example, a form, an advertisement. Linear."""

from __future__ import annotations

import re

_WORDS_TEXT = (
    # an owner's example
    "模板如下 模版如下 格式如下 照这个写 这样写 请新 请大家自我介绍 怎么写"
    # somebody else's
    " 转发 转自 聊天记录 代发 代替 说他叫 说她叫 他叫 她叫 它叫 他说 她说 他今年 她今年 他喜欢 她喜欢 他擅长"
    " 她擅长 的他 的她 推荐一位 推荐一个 推荐一首 推荐一部 推荐一本 主角 男主 女主"
    " 一个人的 的简介 自我介绍写 介绍写得 看到一个"
    " 来了个 来了位 来了一 没叫 没有叫 有叫 个叫 位叫"
    # a job
    " 诚聘 招募 招人 急招 急聘 高薪 求职 薪资 月薪 底薪 薪水 工资 待遇 应聘 包吃住 五险 试用期 岗位职责"
    " 任职要求 日结 看过来 名额 名单 我家逆子 私我 回访 跟进人 客户: 百度百科 ♪ ♫"
    # a form, a search
    " 接龙 寻人 寻猫 寻狗 寻物 启事 走失 丢失 招租 转租 房屋出租 房源 登记表 信息表 登记信息"
    " 学员信息 家长电话 请填 填写 收货 收件"
    " 参赛 选手 投票 投我 人数: 人数= 场次 挂号 订单"
    # what was found, who is ill, an animal, the news, a story
    " 捡到 拾到 失主 主诉 诊断 既往史 过敏史 患者 病史 确诊 领养 新主人 据报道 日前 本报"
    " 代表作 国籍 出生地 第一章 人物小传 ,字 连载 作词: 作曲: 读后"
    # somebody who looks for a partner
    " 征婚 相亲 征友 择偶 离异 离婚 丧偶 找对象 找另一半 找个另一半 找老公 找老婆 男嘉宾 女嘉宾 非诚"
    " 彩礼 谈婚 期望的年龄 希望的年龄 要求年龄 合适的"
    # trade
    " 本店 店名 欢迎光临 欢迎选购 开业 下单 私聊 私信我 拼团 包邮 促销 正品 批发 代购"
    " 卖保险 车险 重疾险 想了解的 做方案 贷款 信用卡 提额 九折 八折"
    " 承接 价格 质保 品种: 永远的神 推荐关注 发货 领取 产品名称 适用年龄 成新 年限: 转让: 年龄不限"
    " 进店 到店 秒杀 限时 招生 试听 竭诚 有需要的朋友 有需要的亲 有需要的家人 有需要的宝 找我咨询 扫码"
    " 本公司 我们公司 我们店 我司 ￥ 原价 现价 推荐一款 给大家推荐 家教 教龄 会员卡"
)
_WORDS = tuple(_WORDS_TEXT.split())
_IN_PASSING_TEXT = (
    "加微信 加我微信 团购 有车 有房 布偶 铲屎官 公告 疫苗 通知 统计 绝育 驱虫 新闻: 快讯 记者 症状 余额 到期"
    " 零基础 简历 预约 角色 偶像 档案 主讲 讲师 讲座 嘉宾"
)
_IN_PASSING = tuple(_IN_PASSING_TEXT.split())
"""Words that somebody who surely speaks of themselves may say, too."""
_TRADE = ("小店", "优惠", "打折", "折扣", "品牌", "新品", "商品", "特价", "课程", "咨询", "产品")
_JOBS_OF_TRADE = re.compile("产品(?:经理|设计|运营|汪|狗|岗)|[做竞]产?品")
_RELATIVE = re.compile(
    "一[个位](?:男孩|女孩|同学|人|小伙子?|姑娘|朋友)[^,。]{0,2}叫|(?:朋友|同事|同学|闺蜜|女儿|儿子|孩子|宝宝|娃|老公|老婆|媳妇|爱人|先生|太太|妈|爸|哥|姐|弟|妹|[猫狗鸟]|老[大二三]|我家)(?:的名字)?叫(?![我做])"
)
_SELF = r"(?:大家好[,!。]?|哈喽[,!。]?)?(?:我叫|我是|本人|姓名|昵称|名字)"
_OWN_NAME = re.compile("我[叫是]|本人|我的名字")
_EXAMPLE = re.compile(rf"(?:例如|比如|譬如|比方|比方说|如下|参考|照这样|照着|这样)[:,。]?\s?{_SELF}")
_HEADING = re.compile(r"(?:模[板版]|格式|示例|样例|范例|例子|范文|例)[ \t]?[:\n]")
_BY_PATTERN = re.compile(r"[按照用](?:照)?(?:这个|下面|以下|上面|如下|此)?的?(?:格式|模板|模版|样子|顺序)")
_PARCEL = re.compile("[拿取收寄代]个?快递|快递(?:单|到|放|柜|号)|免费(?:试|领|送|体验|咨询|上门|赠)")
_ANIMAL = re.compile("[是出]一[只条][^,。\n]{0,6}[猫狗犬兔龟鹦]|我是[一-龥]{0,3}[猫狗犬](?![一-龥])")
_QUOTING = re.compile("[—-]{2} ?《")
_OTHERS_WORDS = re.compile(
    r"你叫(?:什么|啥)|《[^》]{0,8}我[叫是]"
    r"|[“「](?:我叫|本人)[^」”\n]{0,40}[」”]|有人(?:这么|这样)?[写说]|[AB甲乙]组[:： ]"
    r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日出生"
    r"|[转帮代替](?:我|她|他|朋友|同事|闺蜜|亲戚|家人)[^,。\n]{0,6}(?:发|介绍|问|找)"
)
_BEGINNING = re.compile(
    r"[「“\"『][^」”\"』:]{1,20}:|>|转[: ]|\[(?:引用|转发|聊天记录)\]|示例|样例|范例|转[给发]"
    r"|本?群(?:规|公告|须知|守则)|[^,。\n:]{0,6}(?:作业|作文|卷子)[^,。\n:]{0,4}帮|我[的家][^,。\n:]{1,4}自我介绍"
    r"|欢迎(?:新|[^,。!\n]{1,6}[!,。])|有没有|问一?下|请问|想问|打听|求(?:推荐|助|问|购)"
    r"|@\S{1,12} ?你|本周[^\n]{0,8}分组"
    r"|【[^】]{0,12}(?:新闻|快讯|家教|推荐|上新|招)"
    r"|[^\s:,。]{1,12} ?[说讲]:|[^\s:,。]{1,12} \d{4}[-/.年]"
)
_PRESENTING = re.compile("这[是位]|那位|[向给]大家介绍|隆重介绍|介绍一下(?:我(?![自叫是])|[这他她]|一位|新)")
_STARTS = re.compile("[\n,。! ]")
_HIRING = re.compile("招聘(?<![做事责搞是在]招聘)")
_SIGN_UP = re.compile("报名(?!了|过|成功)")
_BUYERS = re.compile(
    r"喜欢[^,。\n]{0,8}的(?:可以|租客|家长|快|就|请|速|加|私|朋友们?(?:可以|快|请|来|进|加|私))|[0-9]元"
)
_QUESTION = re.compile(
    r"(?:叫什么|叫啥|什么名字|什么爱好|是谁|喜欢什么|爱好什么|擅长什么|有谁|哪位|多大(?!佬|的)|谁喜欢|谁会|谁擅长|谁叫|[说写填答](?:什么|啥)|有人[^,。\n]{0,12}[吗?])(?![:】])"
)
_PORTIONS = re.compile("[0-9](?:克|毫升|勺|g(?![a-z])|ml)[^\n]{0,20}[0-9半](?:克|毫升|勺|g(?![a-z])|ml)|少许")
_ABOUT_ANOTHER = re.compile(
    "(?:今天|昨天|刚才|前几天|刚刚)[^,。]{0,4}(?:认识|遇到|看到|碰到|见到)|[^,。!我]{1,8}是我们?(?:的|家)?(?:同[事学]|朋友|闺蜜|室友|邻居|老师|领导|徒弟|表|堂|亲戚)"
    "|(?:我家|我们|我)?(?:家|楼|隔壁|班|公司|单位|小区|村)[上下里头]{0,2}[^,。]{0,3}(?:那个|这个|有个|的那位)"
)
_RELATIVES = "儿子|女儿|孩子|老公|老婆|[爸妈]|同事|领导|弟弟|妹妹|哥哥|姐姐|爷爷|奶奶|闺蜜|室友"
_OF_THEIRS = re.compile(
    f"(?:我们?)?(?:家|单位|公司|班|群|店)?(?:的|里|新来的)?(?:{_RELATIVES})(?!叫我|拉我|给我|推荐|介绍)"
)
_RECORD = re.compile("[^\n:,。]{0,8}(?:报告|简介|档案|须知|公示|学员信息|名册):")
_TITLED = re.compile(
    "(?![^:]{0,8}(?:名|称|叫|我|年龄|岁|爱|喜|好|兴|特长|擅|会|希望|期|介绍|新人|报|家|城|坐标|性|职|本|id|age|name|代号|hob|部门|班))"
    "[^\\s:,。!]{2,8}:[^\\n]",
    re.IGNORECASE,
)
_MARKS = re.compile("(?:语文|数学|英语)[: ]?[0-9]{2}")
_TWO_SPEAKERS = re.compile("(?m)^[^\\s:]{1,8}:我[^\\n]*\\n[^\\s:]{1,8}:我")
_NAMING_RULE = re.compile("(?:昵称|名片|备注|名字)(?:请|统一|要|都)?(?:改[成为]|格式)")
_SELF_WORD = re.compile("我|俺|本人|鄙人|在下|小女子|自己|自我|昵称|名字|称呼")
_THIRD = re.compile(
    "(?<![其吉])他(?!们?人)|她|祝你|[一这那有]个[一-龥]{0,2}(?:姑娘|男|女|大[哥姐爷妈叔]|阿姨|小伙|老[人头太])"
)
_SOMEWHERE = (_EXAMPLE, _HEADING, _OTHERS_WORDS, _HIRING, _QUOTING, _PORTIONS, _MARKS, _TWO_SPEAKERS, _NAMING_RULE)
_SOMEWHERE_IN_PASSING = (_PARCEL, _SIGN_UP, _BUYERS, _QUESTION, _BY_PATTERN)
_CALLED = re.compile("叫我")
_TELLS_OF_SELF = re.compile("叫我|我叫|我是|我自己|本人")
_OF_SELF = re.compile("我叫|叫我|俺叫|我是(?!不|说)|鄙人|我姓")
_TITLE = re.compile(r"[^\n:,。!]{0,20}")
"""How a text begins: what stands there is what it is about."""
_LABELLED = re.compile(
    r"(?m)^(?:[^\s:。,—]{1,9} ?(?::|——)|[0-9.、]{0,3}(?:姓名|昵称|名字|年龄|爱好|兴趣|特长|技能|期[待望]) )"
)
FEWEST_LABELS = 3

_SPEAKER = re.compile(rf"([^\s:\d]{{1,12}}+)(?: \d\d?:\d\d)?[:\n]\s*+{_SELF}(?!:)")
_GREETINGS = ("介绍", "报到", "好", "新人", "hello", "hi", "我", "嗨", "哈喽", "姓名", "昵称", "名字")


def speaks_of_trade(text: str) -> bool:
    """Tell whether words of trade occur, which a full introduction may hold and half a one should not."""
    return any(word in text for word in _TRADE) and not _JOBS_OF_TRADE.search(text)


def is_look_alike(text: str) -> bool:
    """Tell whether a text with fields of a self-introduction is not one; signs are half-width."""
    return (
        any(word in text for word in _WORDS)
        or "{" in text
        or text.rstrip("?").endswith("吗")
        or _begins_with_another(text)
        or bool(_THIRD.search(text) and not _SELF_WORD.search(text))
        or any(pattern.search(text) for pattern in _SOMEWHERE)
        or any(_PRESENTING.match(sentence) for sentence in _STARTS.split(text))
        or (_OF_THEIRS.match(text) and not _TELLS_OF_SELF.search(text))
        or (_ANIMAL.search(text) and not _CALLED.search(text))
        or _is_said_by_another(text)
        or _names_a_relative(text)
        or (_says_in_passing(text) and not _speaks_of_self(text))
    )


def _begins_with_another(text: str) -> bool:
    return bool(_BEGINNING.match(text) or _ABOUT_ANOTHER.match(text) or _RECORD.match(text))


def _says_in_passing(text: str) -> bool:
    return (
        bool(_TITLED.match(text))
        or any(word in text for word in _IN_PASSING)
        or any(look.search(text) for look in _SOMEWHERE_IN_PASSING)
    )


def _speaks_of_self(text: str) -> bool:
    title = _TITLE.match(text)
    assert title
    labels = len(_LABELLED.findall(text))
    is_label = labels >= FEWEST_LABELS and bool(re.match(r":[^\n]", text[title.end() :]))
    return bool(_OF_SELF.search(text) or labels >= FEWEST_LABELS) and (
        is_label or bool(_CALLED.search(text)) or not _says_in_passing(title[0])
    )


def _names_a_relative(text: str) -> bool:
    """Tell whether it is only somebody of theirs whose name is told: 我女儿叫豆豆, without 我叫陈晨 before."""
    relative = _RELATIVE.search(text)
    return relative is not None and not _CALLED.search(text) and not _OWN_NAME.search(text, 0, relative.start())


def _is_said_by_another(text: str) -> bool:
    """Tell whether a name stands before what is said, as in 小红：我叫小红."""
    speaker = _SPEAKER.match(text)
    if speaker is None:
        return False
    who = speaker[1].casefold()
    return not any(greeting in who for greeting in _GREETINGS) and not who.endswith(tuple("!。,~)"))
