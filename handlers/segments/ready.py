"""The ready segments: their names, and what each means in plain words with the owner's thresholds; pure.

The names are those of the articles that they come from. 重点唤回 and 新近 are ours: the source has no word for who
bought often and much and not lately, nor for who bought lately, seldom and little. 体验客户 is the 客户 among the fans,
who would else share the name of a step of the path.
"""

from __future__ import annotations

from handlers.segments.thresholds import Thresholds

GRADING = (
    "三样各 0 到 2 分：消费（一年里没下单、一天、两天以上），活跃（近 {month} 天没露面、露过面、{regular} 天以上），"
    "传播（没有、带来过人或近 {month} 天分享过、{seed} 次以上）"
)
READY: dict[str, dict[str, str]] = {
    "下单（RFM）": {
        "最好": "最近 {recent} 天内下过单，近 {month} 天下单 {often} 次以上，每单不低于大家的平均",
        "重点突破": "近 {month} 天下单不到 {often} 次，每单不低于大家的平均：请他们常来",
        "重点维护": "近 {month} 天下单 {often} 次以上，每单低于大家的平均：请他们多买一点",
        "一般": "近 {month} 天下过单但已隔 {recent} 天以上，不到 {often} 次，每单低于大家的平均",
        "重点唤回": "近 {month} 天下单 {often} 次以上，每单不低于大家的平均，但已隔 {recent} 天以上",
        "新近": "最近 {recent} 天内下过单，不到 {often} 次，每单低于大家的平均",
    },
    "买过几次": {
        "一次性买家": "一共只下过一单",
        "回头客": "一共下过两单以上",
    },
    "生命周期": {
        "获取期": "来了，还没说过话、签过到、介绍过自己、参加过什么，也没下过单",
        "激活期": "已经开始，还不常来：近 {month} 天露面不到 {regular} 天，一年里下单不到两天",
        "成熟期": "近 {month} 天露面 {regular} 天以上，或一年里在两天以上下过单",
        "沉默期": "没动静 {silent} 天以上，也超过自己平常间隔的 {silent_times} 倍；买得慢的人按自己的节奏算",
        "流失期": "没动静 {lost} 天以上，也超过自己平常间隔的 {lost_times} 倍；买得慢的人按自己的节奏算",
    },
    "活跃": {
        "一次性会员": "入群后最多露面过一天，{settling} 天没再来，没下过单，近来也没参加过什么",
        "沉默会员": "近 {month} 天没说话、没签到、没下单、没参加，最多只是看看",
        "一般会员": "近 {month} 天有来往，还不到忠诚",
        "忠诚会员": "近 {month} 天露面 {regular} 天以上，而且一年里在两天以上下过单，或参加过 {deeds} 次以上",
    },
    "关系": {
        "陌生关系": "五样一样也没有：近 {month} 天说过话、常来、介绍过自己、有过买卖或参加过、带来过人或分享过",
        "弱关系": "说过话、常来、介绍过自己、有过买卖或参加过、带来过人或分享过，五样里有一样",
        "中关系": "说过话、常来、介绍过自己、有过买卖或参加过、带来过人或分享过，五样里有两样",
        "强关系": "说过话、常来、介绍过自己、有过买卖或参加过、带来过人或分享过，五样里有三样",
        "铁杆粉丝": "说过话、常来、介绍过自己、有过买卖或参加过、带来过人或分享过，五样里有四样以上",
    },
    "不活跃": {
        "沉默客户": "没动静 {silent} 到 {asleep} 天，谁都一样算",
        "睡眠客户": "没动静 {asleep} 到 {lost} 天，谁都一样算",
        "流失客户": "没动静 {lost} 天以上，谁都一样算",
    },
    "粉丝": {
        "体验客户": "下过单，还没带来过人，近 {month} 天也没分享过",
        "普通粉": "带来过人，或近 {month} 天分享过，但不常来：近 {month} 天露面不到 {regular} 天",
        "高级粉": "带来过人或近 {month} 天分享过，而且近 {month} 天露面 {regular} 天以上",
        "骨灰级": "像高级粉一样，而且一年里在两天以上下过单",
    },
    "路径": {
        "潜在客户": "还没下过单",
        "客户": "一共只下过一单",
        "会员": "一共下过两单以上",
        "合伙人": "一共下过两单以上，还带来过 {partner} 人以上",
    },
    "传播": {
        "种子用户": "带来过的人加上近 {month} 天的分享，有 {seed} 次以上；和最早进群得的同名徽章是两回事",
    },
    "综合分级": {
        "甲级": "5 到 6 分。" + GRADING,
        "乙级": "3 到 4 分。" + GRADING,
        "丙级": "1 到 2 分。" + GRADING,
        "丁级": "0 分。" + GRADING,
    },
    "终身价值": {
        "高价值": "一共花的钱（不算退的）是买过的人平均的 {valuable} 倍以上",
        "中价值": "一共花的钱（不算退的）在买过的人平均的 {valuable} 分之一到 {valuable} 倍之间",
        "低价值": "一共花的钱（不算退的）不到买过的人平均的 {valuable} 分之一",
    },
    "活跃渠道": {
        "媒体渠道": "近 {month} 天读文章的次数最多",
        "官网渠道": "近 {month} 天登录、搜索、加购的次数最多",
        "线下渠道": "近 {month} 天到活动、到店取兑换的次数最多",
        "群里渠道": "近 {month} 天在群里露过面，别处都没有",
    },
    "活跃方式": {
        "赠品型下单": "近 {month} 天下过两单以上，每一单都不低于大家的平均",
        "习惯性下单": "近 {month} 天下过单，一年里在三天以上下过单",
        "目的明确": "近 {month} 天搜索和加购比登录还多",
        "主动查阅": "近 {month} 天登录过，不比读文章少",
        "被动浏览": "近 {month} 天读文章比登录多",
    },
}
"""Under each heading, segments of which a member is in one at most, with what they mean."""
RFM, BUYERS, LIFECYCLE, ACTIVITY, RELATIONS, INACTIVE, *_MORE = (tuple(names) for names in READY.values())
FANS, PATH, SEED, GRADES, WORTH, CHANNELS, STYLES = _MORE
NAMES = tuple(name for names in READY.values() for name in names)
ORDERS = (
    ("流失期", "沉默期", "获取期", "成熟期", "激活期"),
    ("一次性会员", "沉默会员", "忠诚会员", "一般会员"),
    ("骨灰级", "高级粉", "普通粉", "体验客户"),
    ("合伙人", "会员", "客户", "潜在客户"),
    ("线下渠道", "官网渠道", "媒体渠道", "群里渠道"),
    ("赠品型下单", "习惯性下单", "目的明确", "主动查阅", "被动浏览"),
)
"""Where a member may meet several definitions of a heading, the first one that they meet is theirs."""
FIRST_OF = {name: names for names in ORDERS for name in names}


def define(name: str, thresholds: Thresholds) -> str:
    """Return what a ready segment means."""
    return next(names[name] for names in READY.values() if name in names).format(**thresholds.model_dump())
