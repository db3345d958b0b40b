"""点歌: links to where a song can be looked for."""

from __future__ import annotations

from urllib.parse import quote

from handlers.kit import Feature, MemberContext, Message, Refusal, Reply, reply
from handlers.kit.reply import Article, News

feature = Feature("song", title="点歌", topic="小工具")

USAGE = "晴天"
HOW_TO = "请这样写：点歌 晴天，歌名最多 40 个字。"
LONGEST = 40
SITES = (
    ("QQ 音乐", "https://y.qq.com/n/ryqq/search?w="),
    ("网易云音乐", "https://music.163.com/#/search/m/?s="),
)
TITLE = "🎵 {song} · {site}"


@feature.command("点歌", help="给出去哪里听的链接", usage=USAGE)
def find_song(message: Message, ctx: MemberContext) -> Reply:
    song = " ".join(ctx.args.split())
    if not song or len(song) > LONGEST:
        raise Refusal(HOW_TO)
    words = quote(song, safe="")
    return reply(
        News(articles=tuple(Article(title=TITLE.format(song=song, site=site), url=url + words) for site, url in SITES))
    )
