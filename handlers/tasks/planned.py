"""A task in the timetable: what an owner writes for `do: 派任务`, and whom it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from config.content import ContentPicture
from handlers.kit import Context, Section
from handlers.staff.directory import is_staff, list_staff
from handlers.tasks.parsing import RESPONSIBLE
from handlers.tasks.rules import LONGEST_TEXT, LONGEST_TITLE
from storage.members import roster
from storage.members.roster import Member

EVERYBODY = "全体"


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _validate_link(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError("链接要以 https:// 开头")
    return value


Users = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])]


class Params(Section):
    """派任务：到时间给员工派一个任务"""

    kind: Literal["学习", "邀约", "群发", "社群SOP", "标签"] = Field(description="哪种任务")
    title: str = Field(min_length=1, max_length=LONGEST_TITLE, description="标题", examples=["早安海报"])
    text: str = Field(
        "",
        max_length=LONGEST_TEXT,
        description="可以直接复制的全文；不写就是标题",
        examples=["早上好！今天有新鲜的橙子。"],
    )
    link: Annotated[str, AfterValidator(_validate_link)] = Field(
        "", max_length=500, description="链接", examples=["https://example.com/oranges"]
    )
    picture: ContentPicture = Field(None, description="图片，content 文件夹里的 png 或 jpg")
    to: Users = Field([EVERYBODY], min_length=1, max_length=50, description="派给谁：全体、负责人，或者员工的用户 ID")
    about: Users = Field(
        [],
        max_length=200,
        description="关于哪些成员（用户 ID）；派给负责人时，各人只收到自己的客户",
        examples=[["WangFang", "LiuYang"]],
    )
    hours: int = Field(24, ge=1, le=720, description="几小时内完成")
    points: int = Field(0, ge=0, le=10_000, description="完成得几分", examples=[5])
    proof: Literal["", "文字", "数字"] = Field("", description="完成时要写一句证明，还是报一个数字")
    check: bool = Field(False, description="要管理员验收才算完成")

    @model_validator(mode="after")
    def _about_whom(self) -> Self:
        if RESPONSIBLE in self.to and (len(self.to) > 1 or not self.about):
            raise ValueError("派给负责人时只写 to: 负责人，并在 about 写上是哪些成员")
        return self


def staff_named(to: list[str], ctx: Context) -> list[Member] | None:
    """Return the staff that the timetable names; None for those who look after the members it is about."""
    if to == [RESPONSIBLE]:
        return None
    everybody = list_staff(ctx)
    if EVERYBODY in to:
        return everybody
    others = [member for member in get_members(to, ctx) if is_staff(ctx, member)]
    return list(dict.fromkeys([*(member for member in everybody if member.user_id in to), *others]))


def get_members(users: Iterable[str], ctx: Context) -> list[Member]:
    members = (roster.get_by_user(ctx.db, ctx.group.id, user) for user in users)
    return [member for member in members if member]
