"""The timetables that come with the bot, as data: what each one says, and what an owner may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Preset:
    """Plans as YAML would say them; what stands in braces and is named in `settings` is filled in.

    What is `needed` has no default, only an example.
    """

    settings: Mapping[str, str]
    plans: Mapping[str, Mapping[str, Any]]
    needed: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return all that an owner may write."""
        return (*self.needed, *self.settings, *self.plans)


def _day(number: int, say: str) -> dict[str, Any]:
    return {"when": "每天 {at}", "say": say, "whom": {"joined": number}}


def _nudge(number: int, say: str) -> dict[str, Any]:
    """Return a word on the evening of a newcomer's so-manieth day, to those who have sent nothing since they joined."""
    return {"when": "每天 {evening}", "say": say, "whom": {"joined": number, "not": [{"seen": number}]}}


PRESETS: Mapping[str, Preset] = {
    "新人第一周": Preset(
        {"at": "10:00", "evening": "20:00"},
        {
            "新人第1天": _nudge(1, "欢迎来到{group}！打个招呼吧，大家都想认识你。不知道说什么，就聊聊{topic}～"),
            "新人第2天": {
                "when": "每天 {at}",
                "say": "昨天的签到还热着，今天发「签到」就接上啦～",
                "whom": {"joined": 2, "streak": 1, "unchecked": True},
            },
            "新人第3天": _nudge(3, "来群里第三天啦，还没听到你说话呢。来聊聊{topic}？一句也行～"),
            "新人第5天": _day(5, "积分攒了多少，发「积分」看看；能换什么，发「商城」看看～"),
            "新人第6天": _nudge(6, "快一周啦，大家还没怎么认识你。聊聊{topic}，也许就遇到同好～"),
            "新人第7天": _day(7, "来一周啦！发「签到日历」看看自己的这一周。"),
        },
    ),
    "沉睡唤醒": Preset(
        {"at": "20:00"},
        {
            "想念一周": {
                "when": "每天 {at}",
                "say": "一周没见啦，最近忙吗？来聊两句～",
                "whom": {"absent": 7, "not": [{"absent": 8}]},
            },
            "想念半月": {
                "when": "每天 {at}",
                "say": "半个月没见，群里攒了不少新话题，回来看看？",
                "whom": {"absent": 15, "not": [{"absent": 16}]},
            },
            "想念一月": {
                "when": "每天 {at}",
                "say": "一个月没见，签到一次就有积分，想要什么也可以直接说～",
                "whom": {"absent": 30, "not": [{"absent": 31}]},
            },
        },
    ),
    "课程周": Preset(
        {"course": "小课堂", "days": "每周一、三", "notice": "19:30", "start": "20:00", "after": "21:00"},
        {
            "课程预告": {"when": "{days} {notice}", "say": "📚 今晚 {start}，{course}开课啦。先想好一个想问的问题～"},
            "课程开始": {"when": "{days} {start}", "say": "🔔 {course}开始啦，听到的朋友回个「到」。", "late": "5分钟"},
            "课程作业": {
                "when": "{days} {after}",
                "say": "📝 今天的{course}讲完了。记下一点收获发到群里，明天一起看。",
            },
        },
    ),
    "文章三条": Preset(
        {"days": "每周二、五", "first": "08:30", "second": "12:30", "third": "20:30"},
        {
            "头条": {"when": "{days} {first}", "say": "📰 头条：{group}这几天最值得看的一件事，点开慢慢看。"},
            "次条": {"when": "{days} {second}", "say": "💬 次条：看完头条，说说你的想法，有问必答。"},
            "三条": {"when": "{days} {third}", "say": "🎁 三条：积分能换什么？发「商城」看看。"},
        },
    ),
    "节日": Preset(
        {"festival": "春节", "before": "10:00", "eve": "20:00", "day": "09:00", "after": "20:00"},
        {
            "节前三天": {
                "when": "{festival}前3天 {before}",
                "say": "还有三天就是{festival}啦！想换的礼物早点发「商城」挑好，过节怎么安排，也来群里说说～",
            },
            "节日前夜": {
                "when": "{festival}前1天 {eve}",
                "say": "🏮 明天就是{festival}。路上的朋友平平安安，到家了来报个平安～",
            },
            "节日问候": {
                "when": "{festival}当天 {day}",
                "say": "🎉 {festival}到啦！祝{group}的每一位平安喜乐，今天也别忘了给家里人一个拥抱～",
            },
            "节后聊聊": {
                "when": "{festival}后1天 {after}",
                "say": "{festival}过得怎么样？晒一张照片，说一件最开心的小事，大家一起沾沾喜气～",
            },
        },
    ),
    "新品": Preset(
        {"product": "新品", "at": "20:00", "launch": "10:00"},
        {
            "新品预告": {
                "when": "{day}前3天 {at}",
                "say": "👀 三天后，{product}要和大家见面了。猜猜它有什么特别？说说你最想要的～",
            },
            "新品揭晓": {
                "when": "{day}前2天 {at}",
                "say": "还有两天。{product}是为谁做的、能帮上什么忙，有问题现在就问，我们一条条答。",
            },
            "新品前夜": {
                "when": "{day}前1天 {at}",
                "say": "⏰ 明天 {launch}，{product}正式上新。定个闹钟，第一时间来看～",
            },
            "新品上市": {
                "when": "{day}当天 {launch}",
                "say": "🎉 {product}来啦！第一批用上的朋友，记得回来说说感受～",
            },
            "新品反馈": {
                "when": "{day}后3天 {at}",
                "say": "用上{product}的朋友，好用吗？哪里好、哪里还能更好，直说就行，我们都认真看。",
            },
            "新品收尾": {
                "when": "{day}后7天 {at}",
                "say": "{product}上新一周了，谢谢每一位试用和提建议的朋友。还在犹豫的，有问题今天接着问～",
            },
        },
        {"day": "2026-12-20"},
    ),
    "临时课程": Preset(
        {"course": "临时加课", "warm": "12:30", "start": "20:00", "homework": "21:30", "review": "20:00"},
        {
            "加课预告": {
                "when": "{day}前3天 {warm}",
                "say": "📣 三天后 {start}，{course}。这一讲只开一次，最想听什么？说出来，老师照着准备～",
            },
            "加课前夜": {
                "when": "{day}前1天 {warm}",
                "say": "明天 {start} {course}，先想好一个想问的问题，带着问题来听收获最大。",
            },
            "加课开始": {
                "when": "{day}当天 {start}",
                "say": "🔔 {course}开始啦，听到的朋友回个「到」。",
                "late": "5分钟",
            },
            "加课作业": {
                "when": "{day}当天 {homework}",
                "say": "📝 {course}讲完了。作业很简单：用一句话写下最有用的一点，发到群里就算完成。",
            },
            "加课回顾": {
                "when": "{day}后1天 {review}",
                "say": "昨天{course}的作业，大家写得真好！没来得及写的今天补上，也可以给别人的点个赞～",
            },
        },
        {"day": "2026-12-20"},
    ),
    "买家秀": Preset(
        {"product": "咱们家的东西", "start": "10:00", "remind": "20:00"},
        {
            "买家秀征集": {
                "when": "每周五 {start}",
                "do": "晒图",
                "with": {"title": "买家秀：晒晒用上{product}的样子", "hours": 56},
            },
            "买家秀提醒": {
                "when": "每周六 {remind}",
                "say": "📷 买家秀还在收：拍一张用上{product}的照片发来，好看的、翻车的都要。喜欢谁的，发「赞」和编号～",
            },
        },
    ),
    "早读": Preset(
        {"at": "07:30", "evening": "21:00"},
        {
            "早读开始": {
                "when": "每个工作日 {at}",
                "do": "话题",
                "with": {"topic": "早读：今天读到的一条新闻或一段话，加一句你的看法", "hours": 4},
            },
            "早读一周": {
                "when": "每周五 {evening}",
                "say": "📖 这一周的早读到今天。哪一条让你多想了一会儿？发「话题精华」看看大家挑出来的～",
            },
        },
    ),
}
