"""Routing of messages: guards, then commands, then listeners, then a suggestion where the bot was spoken to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handlers.kit import casual
from handlers.kit.audience import HandlerResult, NoGuess, Notice, Otherwise, as_notice
from handlers.kit.capability import Capability
from handlers.kit.context import MemberContext
from handlers.kit.declarations import Command, Query
from handlers.kit.events import Event, Message
from handlers.kit.feature import Feature
from handlers.kit.looks import guess, look
from handlers.kit.meaning import LEAST_OF_COMMANDS, is_question, is_said_to_others
from handlers.kit.naming import SIGNS, without_leading_names
from handlers.kit.private_answers import offer_in_private
from handlers.kit.refusal import Refusal
from handlers.kit.registry import commands_by_word
from handlers.kit.reply import Reply, reply
from handlers.kit.roles import Role
from handlers.kit.rounds import read_round
from handlers.kit.words import ENDINGS, casefold_width, normalize, undress
from storage import rounds

SAID_IN_GROUP = "\n（已经发到群里了）"
GUESSED = "是不是"
"""是不是面包啊 is a guess, and no question to the bot."""
FORBIDDEN = "「{word}」只有{role}可以用哦。"


@dataclass(frozen=True, slots=True)
class Request:
    """What a message asks for: a command and its arguments; talk has no command."""

    text: str
    command: Command | None = None
    args: str = ""
    says_command: bool = False
    """It is read as talk, but is no more than a command's words, or says them to the bot: it does not count."""


class Router:
    """All commands and listeners of the features, in their order."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        self._commands = commands_by_word(self.features)
        for word, command in [*self._commands.items()]:  # 排行 本周 is typed in one word as well
            self._commands.setdefault(word.replace(" ", ""), command)
        commands = self._commands.values()
        self._asked = {words: command for command in commands for words in command.asked}
        meant = {command.members_say for command in commands if command.members_say}
        if not all(word in self._commands and self._commands[word].role is Role.MEMBER for word in meant):
            raise ValueError(f"members_say names no command of members: {meant}")
        self._longest = max(map(len, self._commands), default=0)
        self._casual = casual.pattern_of([word for word, command in self._commands.items() if command.casual])
        self._guards = [guard for feature in self.features for guard in feature.guards]
        self._listeners = [listener for feature in self.features for listener in feature.listeners]

    def read(self, message: Message, ctx: MemberContext) -> Request:
        """Return what a message asks for: one of the commands, whoever may use it, or nothing, which is talk."""
        text = normalize(message.text)
        match = self.find(text)
        if match is None and message.addressed and text.startswith(SIGNS):
            text, match = self._find_behind_names(message, ctx, text)
        if match is None and message.addressed:
            asked = self._asked.get(casefold_width(undress(text)).strip(ENDINGS + " "))
            match = (asked, "") if asked else None
        if match is None and not text and message.addressed:
            match = self._quoted(message)
            return Request(text, *match) if match else Request(text)
        if match is None or self._is_talk(message, ctx, text, *match):
            is_bare = match is not None and not match[1]
            return Request(text, says_command=is_bare or (message.addressed and self._begins_with_command(text)))
        return Request(text, *match)

    def answer(self, message: Message, request: Request, ctx: MemberContext) -> HandlerResult | Query:
        """Return the answer of the feature responsible; None is silence."""
        command = request.command
        for guard in self._guards:
            answer = guard(message, command, ctx)
            if answer is not None:
                return answer
        if command:
            if ctx.role < command.role:
                command = self._for_members(command, request.args)
            ctx.word, ctx.args, ctx.audience = command.word, request.args, command.audience
            ctx.may_repeat = command.read_only or not request.args
            if command.read_only:
                return look(command, message, ctx)
            result = command.handler(message, ctx)
            if command.in_group and message.chat is None:
                result = _say_in_group(result, ctx)
            # What a query prepares is recorded where it is carried out: until then nothing has been done.
            if command.role > Role.MEMBER and request.args and not ctx.recorded and not isinstance(result, Query):
                ctx.record(ctx.typed)
            return result
        answer = self._offer_to_rounds(message, ctx)
        otherwise = answer if isinstance(answer, Otherwise) else None
        if answer is not None and otherwise is None:
            return answer
        # A wrong guess is talk like any other, but 30分钟后提醒我喝水 and 现在几点 said to the bot are no guesses.
        may_be_guess = otherwise is not None and not isinstance(otherwise, NoGuess)
        is_guess = may_be_guess and (not is_question(request.text) or GUESSED in request.text)
        heard = self._listen(replace(message, addressed=False) if is_guess else message, ctx)
        if heard is not None or otherwise:
            return heard if heard is not None else otherwise
        if message.addressed and not message.pictures:
            return guess(self._commands, self._longest, message, request.text, ctx)
        return None

    def _for_members(self, command: Command, args: str) -> Command:
        """Return the command that a member means who may not use the one whose word they said; raises Refusal."""
        meant = self._commands.get(command.members_say)
        if meant is None or (args and not (meant.usage[:1].isdigit() and args[:1].isdigit())):
            raise Refusal(FORBIDDEN.format(word=command.word, role=command.role.title))
        return meant

    def _listen(self, message: Message, ctx: MemberContext) -> HandlerResult | Query:
        """Return what the first listener that has something to say makes of talk."""
        for listener in self._listeners:
            heard = listener(message, ctx)
            if heard is not None:
                return heard
        return None

    def _offer_to_rounds(self, message: Message, ctx: MemberContext) -> HandlerResult:
        """Return what an open round of the group makes of somebody's words; None where none of them takes them."""
        if message.chat is None:
            return offer_in_private(message, ctx)
        otherwise = None
        for row in rounds.list_open(ctx.db, ctx.group.id):
            kind = ctx.registry.round_kinds.get(row.feature)
            if kind and row.opened_at <= ctx.now < row.ends_at:
                answer = kind.answer(read_round(ctx, row, kind), message, ctx)
                if isinstance(answer, Otherwise):
                    otherwise = otherwise or answer
                elif answer is not None:
                    return answer
        return otherwise

    def react(self, event: Event, ctx: MemberContext) -> HandlerResult:
        """Return the replies of all features to somebody joining, leaving or pressing, one after the other.

        What is not for everybody is posted; where nobody else replies, the first of it is the answer.
        """
        replies: Reply = ()
        private: list[tuple[str, Notice]] = []
        for feature in self.features:
            reaction = feature.reactions.get(type(event))
            notice = as_notice((reaction(event, ctx) if reaction else None) or ())
            if not isinstance(notice, tuple):
                private.append((feature.name, notice))
            elif notice:
                replies = (*replies, *reply("\n"), *notice) if replies else notice
        if private and not replies:
            return private.pop(0)[1]
        for name, notice in private:
            ctx.post(f"{ctx.key}:{name}", notice)
        return replies or None

    def _quoted(self, message: Message) -> tuple[Command, str] | None:
        """Return the command that is quoted to the bot without a word: one that every member may type as it is.

        What takes more words was meant by whoever wrote them: 送 @小红 20.
        """
        match = self.find(normalize(message.quote))
        return match if match and match[0].role is Role.MEMBER and not match[1] else None

    def _find_behind_names(
        self, message: Message, ctx: MemberContext, text: str
    ) -> tuple[str, tuple[Command, str] | None]:
        """Return what somebody says to the bot after naming others, and the command in it: @张三 @群伴 积分."""
        rests = without_leading_names(ctx, message, text) or (text,)
        return next(((rest, match) for rest in rests if (match := self.find(rest))), (rests[0], None))

    @staticmethod
    def _is_talk(message: Message, ctx: MemberContext, text: str, command: Command, args: str) -> bool:
        """Return whether somebody only says 完成 or 新人 小王报到 to the others: commands of those in charge.

        Nobody says four characters and more by chance, as in 破冰进度, but where the command is declared `spoken`.
        """
        if message.addressed or message.chat is None or command.role is Role.MEMBER:
            return False
        may_use = ctx.role >= command.role
        if args:
            return is_said_to_others(command, args, may_use=may_use)
        return not may_use and (command.spoken or len(undress(text)) < LEAST_OF_COMMANDS)

    def _begins_with_command(self, text: str) -> bool:
        """Return whether the first word is a command's: what stands behind 排行 上月 is none of its arguments."""
        return casefold_width(text.partition(" ")[0]) in self._commands

    def find(self, text: str) -> tuple[Command, str] | None:
        """Return the command a text begins with, and its arguments. 签到了吗 and 签到提醒 are not the command 签到."""
        exact = self._commands.get(text) or self._find_bare(text)
        if exact:
            return exact, ""
        for length in range(min(self._longest, len(text)), 0, -1):
            command = self._commands.get(casefold_width(text[:length]))
            if command is None:
                continue
            rest = text[length:]
            if not rest.strip(ENDINGS + " "):
                return command, ""
            if command.usage and (rest[0] in _signs_behind(command) or rest[0].isdigit()):
                return command, rest.lstrip(" :：\n")
            if rest.split(maxsplit=1)[0].rstrip(ENDINGS) in command.glued:
                return command, rest.rstrip(ENDINGS)
        word = casual.find(self._casual, text)
        return (self._commands[word], "") if word else None

    def _find_bare(self, text: str) -> Command | None:
        """Return the command that a text is without what only adorns it: 签到🌞, 签 到."""
        if len(text) > casual.LONGEST or text.isalnum():
            return None
        return self._commands.get(casefold_width("".join(undress(text).split())))


def _signs_behind(command: Command) -> str:
    """Return the signs that may follow a command without a space: 报名+2, where its usage has them."""
    return " \n@＠:：+＋" if "+" in command.usage else " \n@＠:："


def _say_in_group(result: HandlerResult | Query, ctx: MemberContext) -> HandlerResult | Query:
    """Post what is answered for everybody in the group, and tell so; the result as it is where that cannot be."""
    notice = None if result is None or isinstance(result, Query) else as_notice(result)
    if not isinstance(notice, tuple) or not notice or Capability.PUSHES not in ctx.capabilities:
        return result
    ctx.post(f"{ctx.key}:group", notice)
    return (*notice, *reply(SAID_IN_GROUP))
