"""Mistakes that owners make in their files: what they wrote, and what they are told, on which line."""

from __future__ import annotations

from typing import NamedTuple

HEAD = """\
group: demo
name: 测试群
channels: {hear: chat, push: chat}
owner: 群主
admins: [小助理]
"""
"""Five lines; what follows begins on line 6."""
PLAN = "sop:\n  - name: 早安\n    when: 每天 08:00\n"
"""Three more; what follows begins on line 9."""
LINE = PLAN.count("\n") + HEAD.count("\n") + 1

EMPTY_CONDITIONS = ("said: []", "said: ''", "tag: ''", "tag: ' '", "level: ''", "segment: ''", "silent:", "any: []")
"""Conditions that say nothing of whom."""


class Mistake(NamedTuple):
    """`line` counts from 1. The finding has to have all of `words`; `advice` is told of files that can be used."""

    text: str
    line: int
    words: tuple[str, ...]
    advice: bool = False


def _file(text: str, line: int, *words: str) -> Mistake:
    return Mistake(text, line, words)


def _head(text: str, line: int, *words: str) -> Mistake:
    return Mistake(HEAD + text, line, words)


def _plan(text: str, line: int, *words: str) -> Mistake:
    return Mistake(HEAD + PLAN + text, line, words)


def _advice(text: str, line: int, *words: str) -> Mistake:
    return Mistake(HEAD + text, line, words, advice=True)


COLONS = [
    _head("timezone：Asia/Shanghai\n", 6, "中文冒号", "timezone: "),
    _file("group：demo\nname: 群\nchannels: {hear: chat}\n", 1, "中文冒号", "group: "),
    _file("group: demo\nname：群\nchannels: {hear: chat}\n", 2, "中文冒号", "name: "),
    _file("group: demo\nname: 群\nchannels： {hear: chat}\n", 3, "中文冒号", "channels: "),
    _head("sop：\n  - name: 早安\n    when: 每天 08:00\n    say: 早\n", 6, "中文冒号", "sop:"),
    _head("sop:\n  - name：早安\n    when: 每天 08:00\n    say: 早\n", 7, "中文冒号", "name: "),
    _head("sop:\n  - name: 早安\n    when：每天 08:00\n    say: 早\n", 8, "中文冒号", "when: "),
    _plan("    say：早上好\n", 9, "中文冒号", "say: "),
    _head("checkin:\n  points：10\n", 7, "中文冒号", "points: "),
    _head("checkin:\n  points：10\n  cycle：7\n", 7, "中文冒号", "points: "),
    _head("checkin: {points：10}\n", 6, "中文冒号", "points: "),
    _head("checkin: {points: 10, cycle：7}\n", 6, "中文冒号", "cycle: "),
    _head("calendar:\n  日子：{读书会: 2026-12-05}\n", 7, "中文冒号", "日子: "),
    _head("checkin:points\n", 6, "冒号后面要空一格", "checkin: "),
    _head("timezone:Asia/Shanghai\n", 6, "冒号后面要空一格", "timezone: "),
    _plan("    say:早上好\n", 9, "冒号后面要空一格", "say: "),
    _head("checkin:\n  points:10\n", 7, "冒号后面要空一格", "points: "),
    _head("checkin: {points:10}\n", 6, "冒号后面要空一格", "points: "),
    _head("sop:\n  - name:早安\n    when: 每天 08:00\n    say: 早\n", 7, "冒号后面要空一格", "name: "),
    _head("timezone Asia/Shanghai\n", 6, "冒号", "timezone: "),
    _plan("    say 早上好\n", 9, "冒号", "say: "),
]

TEXTS = [
    _plan("    say: {name}早上好\n", 9, "大括号", '"{name}早上好"'),
    _plan("    say: {date}，早上好\n", 9, "大括号", '"{date}，早上好"'),
    _plan("    say: {group} 的朋友们早\n", 9, "大括号", "引号"),
    _plan("    say: {date}\n", 9, "大括号", '"{date}"'),
    _plan("    say: [早安] 今天也加油\n", 9, "方括号", '"[早安] 今天也加油"'),
    _plan("    say: @所有人 早上好\n", 9, "@", '"@所有人 早上好"'),
    _plan("    say: @小明\n", 9, "@", '"@小明"'),
    _plan("    say: `早上好`\n", 9, "`", "引号"),
    _plan("    say: %今日特价\n", 9, "%", '"%今日特价"'),
    _plan("    say: *重要* 今晚停水\n", 9, "*", '"*重要* 今晚停水"'),
    _plan("    say: &下午茶\n", 9, "&", '"&下午茶"'),
    _plan("    say: !注意 今晚停水\n", 9, "!", '"!注意 今晚停水"'),
    _plan("    say: |早上好\n", 9, "|", "引号"),
    _plan("    say: >早上好\n", 9, ">", "引号"),
    _plan("    say: 时间: 今晚八点\n", 9, "冒号", '"时间: 今晚八点"'),
    _plan("    say: 注意: 带伞\n    late: 5分钟\n", 9, "冒号", '"注意: 带伞"'),
    _head("name2: 群: 一\n", 6, "冒号", '"群: 一"'),
    _head("sop:\n  - name: 课程: 第一讲\n    when: 每天 08:00\n    say: 早\n", 7, "冒号", '"课程: 第一讲"'),
    _plan('    say: "早上好\n    late: 5分钟\n', 9, "引号", "成对"),
    _plan("    say: '早上好\n    late: 5分钟\n", 9, "引号", "成对"),
    _plan('    say: "早上好”\n', 9, "引号", "”"),
    _plan("    say: '早上好’\n", 9, "引号", "’"),
    _plan('    say: "早上好" 大家\n', 9, "引号", "后面"),
    _plan('    say: "他说"早上好""\n', 9, "引号", "后面"),
    _plan("    say: 'it's fine'\n", 9, "引号", "后面"),
    _plan('    say: "C:\\图片"\n', 9, "\\", "单引号"),
    _plan('    say: "早\\上好"\n', 9, "\\", "单引号"),
    _plan('    picture: "C:\\Users\\a.png"\n    say: 早\n', 9, "\\", "单引号"),
    _plan("    say: {name 早上好\n", 9, "大括号", "}"),
    _head("checkin: {points: 10\n", 6, "}"),
    _head("checkin: {points: 10\nmall: {items: []}\n", 6, "}"),
    _head("staff: [小李, 小周\n", 6, "]"),
    _head("staff: [小李, 小周\ncheckin: {points: 10}\n", 6, "]"),
    _head("staff: [小李, 小周}\n", 6, "]"),
    _head("checkin: {points: 10]\n", 6, "}"),
    _head("checkin: points: 10}\n", 6, "{"),
    _head("checkin: {points: 10，cycle: 7}\n", 6, "中文逗号", ", "),
    _head("checkin: {points: 10 cycle: 7}\n", 6, "逗号"),
    _head("checkin: {special: {冬至: 20，元旦: 20}}\n", 6, "中文逗号", ", "),
    _head("checkin: {special: {冬至: 20、元旦: 20}}\n", 6, "顿号", ", "),
    _head(
        "lottery: {prizes: [{name: 谢谢, weight: 70, blank: true}，{name: 五分, weight: 30, points: 5}]}\n",
        6,
        "中文逗号",
    ),
    _head("checkin: {points: 10}}\n", 6, "}"),
    _head("checkin:｛points: 10｝\n", 6, "{", "半角"),
    _head("sop:\n  - {name: 早安，when: 每天 08:00，say: 早}\n", 7, "中文逗号"),
]

SHAPES = [
    _head("staff: [@TangYan]\n", 6, "@ 不能写在最前面", "请删去它"),
    _head("staff: [LiNa, @TangYan]\n", 6, "@ 不能写在最前面", "TangYan"),
    _file("```yaml\ngroup: demo\nname: 群\n```\n", 1, "```", "请删去"),
    _file("group: demo\nname = 群\nchannels: {hear: chat}\n", 2, "缺少冒号", "name: 群"),
    _head("checkin:\n  points\t10\n", 7, "缺少冒号", "points: 10"),
    _head("checkin:\n  points: 10\n  cycle\t7\n", 8, "缺少冒号", "cycle: 7"),
    _head("welcome:\n  template: |-\n我叫：【昵称】\n我喜欢：【爱好】\n", 8, "没有往右缩进", "template"),
    _head("sop:\n  - name: 早安\n    when: 每天 08:00\n    say: |\n  早上好\n", 10, "没有往右缩进", "say"),
    _head("mall:\n  items:\n    - ｛name: 卷, points: 6, stock: 3｝\n", 8, "括号「｛」是全角的", "- {name: 卷"),
    _head("sop:\n  - name: 早安\n   when: 每天 08:00\n    say: 早\n", 8, "缩进"),
    _head("sop:\n  - name: 早安\n     when: 每天 08:00\n    say: 早\n", 8, "缩进"),
    _plan("      say: 早上好\n", 9, "缩进"),
    _plan("   say: 早上好\n", 9, "缩进"),
    _plan("  say: 早上好\n", 9, "缩进"),
    _head(" timezone: Asia/Shanghai\n", 6, "缩进"),
    _head("checkin:\n  points: 10\n cycle: 7\n", 8, "缩进"),
    _head("checkin:\n  points: 10\n    cycle: 7\n", 8, "缩进"),
    _head("checkin:\npoints: 10\n", 6, "缩进", "checkin"),
    _head("sop:\n- name: 早安\nwhen: 每天 08:00\n  say: 早\n", 9, "缩进"),
    _head("sop:\n\t- name: 早安\n", 7, "制表符", "空格"),
    _plan("\tsay: 早\n", 9, "制表符", "空格"),
    _plan("    say:\t早\n", 9, "制表符", "空格"),
    _plan("\u00a0\u00a0\u00a0\u00a0say: 早\n", 9, "空格", "看不见"),
    _plan("\u3000\u3000say: 早\n", 9, "全角空格"),
    _plan("    say:\u00a0早\n", 9, "空格", "看不见"),
    _plan("    say:\u3000早\n", 9, "全角空格"),
    _head("checkin:\u200b\n  points: 10\n", 6, "看不见"),
    _head("\u200btimezone: Asia/Shanghai\n", 6, "看不见"),
    _head("\ufefftimezone: Asia/Shanghai\n", 6, "看不见"),
    _plan("    say: 早\x0b上好\n", 9, "看不见"),
    _plan("    say: 早\x00上好\n", 9, "看不见"),
    _plan("    say: 早\x1b[1m上好\n", 9, "看不见"),
    _head("sop:\n  -name: 早安\n    when: 每天 08:00\n    say: 早\n", 7, "「- 」", "空一格"),
    _head(
        "sop:\n  - name: 早安\n    when: 每天 08:00\n    say: 早\n  -name: 晚安\n    when: 每天 22:00\n    say: 晚\n",
        10,
        "空一格",
    ),
    _head("admins2:\n  -小李\n  -小周\n", 7, "空一格"),
    _head("sop:\n  name: 早安\n  when: 每天 08:00\n  say: 早\n", 7, "「- 」"),
    _head(
        "sop:\n  - name: 早安\n    when: 每天 08:00\n    say: 早\n    name: 晚安\n    when: 每天 22:00\n    say: 晚\n",
        10,
        "「- 」",
    ),
    _head(
        "sop:\n  - name: 早安\n    when: 每天 08:00\n    say: 早\n\n    name: 晚安\n    when: 每天 22:00\n",
        11,
        "「- 」",
    ),
    _head("mall:\n  items:\n    - name: 水杯\n      points: 5\n      name: 毛巾\n      points: 6\n", 10, "「- 」"),
    _head("sop:\n  — name: 早安\n    when: 每天 08:00\n    say: 早\n", 7, "「- 」"),
    _head("sop:\n  • name: 早安\n    when: 每天 08:00\n    say: 早\n", 7, "「- 」"),
    _head("sop:\n  1. name: 早安\n    when: 每天 08:00\n    say: 早\n", 7, "「- 」"),
    _plan("    say: 早上好\n大家好\n", 10, "缩进", "|"),
    _plan("    say: 早上好\n\n大家好\n", 11, "缩进", "|"),
    _plan("    say: |\n    早上好\n    大家好\n", 10, "缩进"),
    _plan("    say: |\n早上好\n", 10, "缩进"),
    _plan("    say: 早上好\n    ---\n", 10, "---"),
    _head("---\nsop: []\n", 6, "---"),
    _head("...\nsop: []\n", 6, "..."),
    _head("owner: 别人\n", 6, "写了两次", "owner", "第 4 行"),
    _head("sop: []\nsop: []\n", 7, "写了两次", "sop", "第 6 行"),
    _plan("    say: 早\n    say: 好\n", 10, "写了两次", "第 9 行", "say: [早, 好]"),
    _head("checkin: {points: 1, points: 2}\n", 6, "写了两次", "points"),
    _head("? sop\n", 6, "sop", "列表"),
    _head("<<: {a: b}\n", 6, "<<"),
]

MEANINGS = [
    _head("tasks:\n  at: 6pm\n", 7, "18:00 这样的时间"),
    _head("birthday:\n  at: 9:00\n", 7, "18:00 这样的时间", "小时和分都写两位"),
    _head("badges:\n  at: 18\n", 7, "18:00 这样的时间"),
    _head("polls:\n  hours: 24,\n", 7, "后面多了一个「,」", "请只写 24"),
    _head("checkin:\n  points: 10；\n", 7, "后面多了一个「；」", "请只写 10"),
    _head("timetable:\n  quiet: 00:00-24:00\n", 7, "静默时段占满了一整天", "SOP 暂停"),
    _head("timetable:\n  quiet: [00:00-12:00, 12:00-24:00]\n", 7, "静默时段占满了一整天"),
    _head("sop:\n  - name: 早安\n    when: 每天 24:00\n    say: 早\n", 8, "24:00", "后一天"),
    _head("sop:\n  - name: 早安\n    when: 周日 24:00\n    say: 早\n", 8, "24:00", "后一天"),
    _head("sop:\n  - name: 早安\n    when: 12.24 20:00\n    say: 早\n", 8, "12月24日 20:00"),
    _head("sop:\n  - name: 早安\n    when: 12/24 20:00\n    say: 早\n", 8, "12月24日 20:00"),
    _head("sop:\n  - name: 早安\n    when: 12-24 20:00\n    say: 早\n", 8, "12月24日 20:00"),
    _head("sop:\n  - name: 圣诞\n    when: 12.24\n    say: 早\n", 8, "12月24日", "几点几分"),
    _head("sop:\n  - name: 早安\n    when: 进群 10:00\n    say: 早\n", 8, "入群当天 10:00"),
    _head("sop:\n  - name: 早安\n    when: 进群第3天 10:00\n    say: 早\n", 8, "入群第3天 10:00"),
    _head("sop:\n  - name: 早安\n    when: 加群3天后 10:00\n    say: 早\n", 8, "入群3天后 10:00"),
    _head("sop:\n  - name: 早安\n    when: 新人进群\n    say: 早\n", 8, "入群当天 10:00"),
    _head("sop:\n  - name: 早安\n    when: 入群\n    say: 早\n", 8, "入群当天"),
    _plan("    say: 早\n    whom: 新人\n", 10, "joined", "新人"),
    _plan("    say: 早\n    whom: 所有人\n", 10, "不写 whom"),
    _plan("    say: 早\n    whom: 全部\n", 10, "不写 whom"),
    _plan("    say: 早\n    whom: 小明\n", 10, "whom", "tag"),
    _head("digest:\n  at: 25:00\n", 7, "at", "18:00 这样的时间"),
    _head("digest:\n  at: 9点\n", 7, "9点", "18:00 这样的时间"),
    _head("export:\n  url: bot.example.com\n", 7, "bot.example.com", "完整的网址", "https://"),
    _head("export:\n  url: https://bot.example.com/\n", 7, "末尾不写 /"),
    _head("tags:\n  大 客户: {spent: 1000}\n", 7, "大 客户", "不能有空格"),
    _head("reports:\n  weights:\n    签到: 0\n    发言: -1\n", 9, "发言", "不能小于 0"),
    *(
        _plan(f"    say: 早\n    whom:\n      points: 5\n      {empty}\n", 12, empty.split(":")[0], "不能为空")
        for empty in EMPTY_CONDITIONS
    ),
    *(
        _head(f"{section}\n      {empty}\n", 7 + section.count("\n"), empty.split(":")[0], "不能为空")
        for section in ("tags:\n  宝妈:", "segments:\n  宝妈:", "waves:\n  - name: 唤\n    say: 来\n    whom:")
        for empty in EMPTY_CONDITIONS
    ),
    _head("sop:\n  - name: 早安\n    when: 每天 08:00\n    say: [早, {a: b}]\n", 9, "第 2 项"),
    _head("admins2: [a]\nstaff: [[a], b]\n", 7, "第 1 项"),
    _head("checkin: {window: [9点, 10:00-11:00]}\n", 6, "「9点」", "05:00-23:00"),
    _head(PLAN + "    say: 早\n  - name: 早安\n    when: 每天 09:00\n    say: 早\n", 10, "早安", "第 7 行"),
    _head(
        PLAN + "    say: 早\njourneys:\n  - name: 早安\n    begin: 入群\n    steps: [{wait: 2小时, say: 早}]\n",
        11,
        "早安",
        "第 7 行",
    ),
    _head("checkin: {points: 一百}\n", 6, "整数", "100"),
    _head("checkin: {points: 10分}\n", 6, "整数", "10"),
    _head("checkin: {points: '１０'}\n", 6, "整数"),
    _head("checkin: 10\n", 6, "checkin", "键: 值"),
    _head("checkin: {bonus: 是}\n", 6, "整数"),
    _plan("    say: 早\n    approve: 是\n", 10, "true"),
    _plan("    say: 早\n    do: 群发\n", 10, "不会做"),
    _head("chekin: {points: 1}\n", 6, "checkin"),
    _head("签到: {points: 1}\n", 6, "不认识的键"),
    _head("sop:\n  - 名字: 早安\n    when: 每天 08:00\n    say: 早\n", 7, "name"),
    _head("sop:\n  - name: 早安\n    时间: 每天 08:00\n    say: 早\n", 8, "when"),
    _head("sop:\n  - name: 早安\n    when: 每天 08:00\n    内容: 早\n", 9, "say"),
    _head("sop:\n  - name: 早安\n    when: 每天 08:00\n    text: 早\n", 9, "say"),
    _head("sop:\n  - name: 早安\n    time: 每天 08:00\n    say: 早\n", 8, "when"),
    _head("sop:\n  - name: 早安\n    say: 早\n", 7, "缺少「when」"),
    _head("sop:\n  - name: 早安\n    when: 每天 08:00\n", 7, "say"),
    _head("sop:\n  - name: 早安\n    when:\n    say: 早\n", 8, "when", "每天 08:00"),
    _plan("    say:\n", 9, "要写出说什么"),
    _head("sop: 早安\n", 6, "列表"),
    _head("timezone: 北京\n", 6, "Asia/Shanghai"),
]

SILENT = [
    _advice("staff: LiNa ChenJie\n", 6, "像是几项写在了一起", "staff: [LiNa, ChenJie]"),
    _advice("staff: ［TangYan］\n", 6, "全角", "staff: [TangYan]"),
    _advice("staff:\n  - 【TangYan】\n", 7, "全角", "staff: [TangYan]"),
    _advice(
        "mall: {items: [{name: 券, points: 9, stock: 1, kind: gift, until: 2025-03-31}]}\n", 6, "2025-03-31 已经过去了"
    ),
    _advice(f"{PLAN}    say:\n      · 来块曲奇？\n      · 换了咖啡豆\n", 10, "「·」不是列表的记号", "say: |"),
    _advice(f"{PLAN}    say: - 来块曲奇？\n      - 换了咖啡豆\n".replace("say: -", "say: ●"), 9, "「●」"),
    _advice("staff: 小李, 小周]\n", 6, "staff: [小李, 小周]"),
    _advice("staff: 【小李, 小周】\n", 6, "staff: [小李, 小周]"),
    _advice(PLAN + "    say: 早安 #打卡\n", 9, "#打卡", "引号"),
    _advice(PLAN + "    say: 早安 #打卡 #早起\n", 9, "#打卡 #早起", "引号"),
    _advice(PLAN + "    say: 早安 #话题#\n", 9, "#话题#", "引号"),
    _advice(
        "sop:\n  - {name: 早安, when: 每天 08:00, say: 早}\n  - name: 抽奖 #1\n    when: 每天 09:00\n    say: 早\n",
        8,
        "#1",
        "引号",
    ),
    _advice("sop:\n  - name: 早安\n    when: 每天 08:00\n    say:\n      - 早安 #打卡\n      - 早\n", 10, "#打卡"),
    _advice(PLAN + "    say: “早上好”\n", 9, "“", "引号"),
    _advice(PLAN + "    say: ‘早上好’\n", 9, "‘", "引号"),
    _advice("sop:\n  - name: “早安”\n    when: 每天 08:00\n    say: 早\n", 7, "“", "引号"),
    _advice("staff: [小李、小周]\n", 6, "staff: [小李, 小周]"),
    _advice("staff: [小李，小周]\n", 6, "staff: [小李, 小周]"),
    _advice("staff: 小李 小周\n", 6, "staff: [小李, 小周]"),
    _advice(
        "sop:\n  - name: 投票\n    when: 每天 08:00\n    do: 投票\n    with: {question: 哪家, options: [东、西, 南]}\n",
        10,
        "options",
        "东, 西",
    ),
    _advice(PLAN + "    say: 早安{nmae\n", 9, "{nmae"),
    _advice(PLAN + "    say: 早安｛name｝\n", 9, "｛", "半角"),
    _advice(PLAN + "    say: 早上好\\n大家好\n", 9, "\\n", "双引号"),
    _advice(PLAN + "    say: 早 <br> 好\n", 9, "<br>"),
    _advice(PLAN + "    say: 早\n    late: 5分钟 #别晚\n", 10, "#别晚"),
]

_ASK = "sop:\n  - name: 抢\n    when: 每天 08:10\n    do: 抢答\n    with: {{question: 几点, answer: {answer}}}\n"
_RIDDLE = "game_riddles:\n  own:\n    - riddle: 什么包\n      answer: {answer}\n      also: {also}\n"
_QUIZ = "game_quiz:\n  own:\n    - q: 几点开门\n      options: {options}\n"
GAMES = [
    _head("menu: {dishes: [饺子]}\n", 6, "dishes", "至少写 2 个"),
    _head("sop:\n  - name: 玩\n    when: 每天 08:10\n    do: 游戏\n    with: {{game: 猜谜}}\n", 10, "大括号只写一层"),
    _head(_ASK.format(answer='"/"'), 10, "answer", "字或数字"),
    _head(_ASK.format(answer="？/。"), 10, "answer", "字或数字"),
    _head(_ASK.format(answer="二" * 21), 10, "answer", "最多 20 个字"),
    _head("games: {prizes: [10, -5]}\n", 6, "prizes", "0"),
    _head("games: {prizes: [99999999999999999999]}\n", 6, "prizes", "10000"),
    _head(_RIDDLE.format(answer="！！", also="[]"), 9, "answer", "字或数字"),
    _head(_RIDDLE.format(answer="面包", also='["", "？"]'), 10, "also", "字或数字"),
    _head(_QUIZ.format(options="[八点, 八 点]"), 9, "options", "一样的选项"),
    _head(_QUIZ.format(options='[八点, ""]'), 9, "options", "空"),
]

MISTAKES = [*GAMES, *COLONS, *TEXTS, *SHAPES, *MEANINGS, *SILENT]
