"""Words of the day for a sign: the same for everybody with it, another day's are others; made up, and pure."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from handlers.tools.star_signs import Sign

MOODS = (
    "心里敞亮，说话都带笑",
    "慢半拍也没关系，稳稳当当最好",
    "精神头足，适合先做最难的那件事",
    "有点想一个人待着，那就待一会儿",
    "好奇心旺，问一问就有收获",
    "耐心比平时多一点，适合收尾",
    "容易被小事逗乐，把笑话讲给别人听",
    "想法一个接一个，先记下来再说",
    "适合照顾自己，早点吃饭早点睡",
    "人缘不错，打个招呼就能聊起来",
    "做事利落，清单能划掉好几条",
    "想念旧朋友，发一句问候吧",
    "心很静，适合读几页书",
    "动手能力在线，修修补补都顺",
    "爱整齐，收拾完桌面心情就好",
    "适合走走路，主意在路上等你",
)
GOOD_FOR = (
    "晒十分钟太阳",
    "把水杯倒满",
    "给家里打个电话",
    "早睡半小时",
    "走路去买菜",
    "做一道新菜",
    "整理手机相册",
    "说一句谢谢",
    "听一首老歌",
    "把拖了很久的事做五分钟",
    "换一条路回家",
    "夸夸身边的人",
    "泡脚",
    "扔掉三样不用的东西",
    "记一笔账",
    "给植物浇水",
    "伸个懒腰",
    "和朋友约一顿饭",
    "写下三件高兴的事",
    "早点出门",
)
CAREFUL_WITH = (
    "空腹喝咖啡",
    "熬夜刷手机",
    "一口答应别人",
    "饿着肚子逛超市",
    "忘带钥匙",
    "久坐不动",
    "看错时间",
    "把话憋在心里",
    "冲动下单",
    "和人抬杠",
    "少穿一件衣服",
    "吃得太快",
    "把今天的事推给明天",
    "手机没电",
)
COLOURS = ("橙色", "米白", "天蓝", "草绿", "浅紫", "姜黄", "酒红", "藏青", "粉色", "银灰", "墨绿", "奶咖")
FEWEST_STARS, MOST_STARS = 2, 5
"""Nobody is told that a day is hopeless."""


class Horoscope(NamedTuple):
    """What is said of a sign's day."""

    stars: int
    mood: str
    good_for: str
    careful_with: str
    colour: str
    number: int
    """1 to 9."""


def horoscope(sign: Sign, day: date) -> Horoscope:
    """Return the words for a sign on a day."""
    # The digest is the same on every machine, and nothing is kept.
    dice = sha256(f"{sign.name} {day}".encode()).digest()
    return Horoscope(
        stars=FEWEST_STARS + dice[0] % (MOST_STARS - FEWEST_STARS + 1),
        mood=MOODS[dice[1] % len(MOODS)],
        good_for=GOOD_FOR[dice[2] % len(GOOD_FOR)],
        careful_with=CAREFUL_WITH[dice[3] % len(CAREFUL_WITH)],
        colour=COLOURS[dice[4] % len(COLOURS)],
        number=1 + dice[5] % 9,
    )
