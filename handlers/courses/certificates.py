"""证书: the certificate of a course that a member has completed, as a picture."""

from __future__ import annotations

from handlers.courses.rules import Course, Courses
from handlers.kit import Drawing, Feature, MemberContext, Message, Refusal, Reply, reply
from handlers.kit.words import truncate
from handlers.pictures.specs import CertificateSpec
from handlers.text.names import find_name, suggest_name
from storage.courses import lessons

feature = Feature("certificates", title="结业证书", topic="课程")

NO_CERTIFICATES = "这个群的课程还没有结业证书。"
NONE_YET = "还没有结业的课。{progress}"
NOT_YET = "「{course}」还没结业：到课 {attended}/{needed} 节。"
UNKNOWN = "没有叫「{name}」的结业课程。{hint}"
KNOWN = "有这些：{names}"
CERTIFICATE = "🎓 {name} 到课 {lessons} 节，{day} 从「{course}」结业。"


@feature.command("证书", "结业证书", "领证书", help="上完一门课，领结业证书", usage="小课堂", read_only=True)
def show_certificate(message: Message, ctx: MemberContext) -> Reply:
    courses = {**_list_former(ctx), **ctx.rules(Courses).root}
    needed = {name: course.complete for name, course in courses.items() if course.complete}
    if not needed:
        raise Refusal(NO_CERTIFICATES)
    named = find_name(ctx.args, needed)
    if named and named not in needed:
        hint = suggest_name(ctx.args[:20], needed, KNOWN.format(names="、".join(needed)))
        raise Refusal(UNKNOWN.format(name=truncate(ctx.args), hint=hint))
    attended = lessons.list_attended(ctx.db, ctx.member)
    wanted = [named] if named else list(needed)
    completed = [name for name in wanted if attended.get(name, 0) >= needed[name]]
    if not completed:
        progress = "".join(
            NOT_YET.format(course=name, attended=attended.get(name, 0), needed=needed[name]) for name in wanted
        )
        raise Refusal(progress if ctx.args else NONE_YET.format(progress=progress))
    return reply(*(_draw(ctx, name, needed[name]) for name in completed))


def _list_former(ctx: MemberContext) -> dict[str, Course]:
    """Return the courses that a member attended, as they were then: what was completed stays so under its old name."""
    plans = lessons.list_last_plans(ctx.db, ctx.member)
    return {name: Course.model_validate_json(plan) for name, plan in plans.items()}


def _draw(ctx: MemberContext, name: str, needed: int) -> Drawing:
    """Return a member's certificate of a course that they have completed."""
    at = lessons.get_time_of_attendance(ctx.db, ctx.member, name, needed)
    assert at, "so many lessons were attended"
    day = f"{ctx.local(at):%Y-%m-%d}"
    member = ctx.member.name
    return Drawing(
        sheet=CertificateSpec(group=ctx.group.name, name=member, course=name, lessons=needed, day=day),
        alt=CERTIFICATE.format(name=member, lessons=needed, course=name, day=day),
    )
