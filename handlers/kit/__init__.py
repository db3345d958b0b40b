"""What features are made of."""

from handlers.kit.audience import Audience, ForMember, ForStaff, HandlerResult, Notice
from handlers.kit.capability import Capability
from handlers.kit.context import Context, MemberContext, Registry
from handlers.kit.declarations import (
    Action,
    Command,
    Happened,
    NoRules,
    Occasion,
    Query,
    Schedule,
    Section,
    TimerPayload,
)
from handlers.kit.events import At, Event, Joined, Left, Message, Pressed
from handlers.kit.feature import Feature
from handlers.kit.occasions import follow_up, is_followed
from handlers.kit.outlook import Outlook
from handlers.kit.refusal import OpenRefusal, Refusal
from handlers.kit.registry import FeatureRegistry
from handlers.kit.reply import Button, Card, Document, Drawing, Mention, Part, Picture, Reply, Text, reply
from handlers.kit.roles import Role
from handlers.kit.router import Request, Router
from handlers.kit.timers import cancel_timer, continue_in_batches, set_timer

__all__ = [
    "Action",
    "At",
    "Audience",
    "Button",
    "Capability",
    "Card",
    "Command",
    "Context",
    "Document",
    "Drawing",
    "Event",
    "Feature",
    "FeatureRegistry",
    "ForMember",
    "ForStaff",
    "HandlerResult",
    "Happened",
    "Joined",
    "Left",
    "MemberContext",
    "Mention",
    "Message",
    "NoRules",
    "Notice",
    "Occasion",
    "OpenRefusal",
    "Outlook",
    "Part",
    "Picture",
    "Pressed",
    "Query",
    "Refusal",
    "Registry",
    "Reply",
    "Request",
    "Role",
    "Router",
    "Schedule",
    "Section",
    "Text",
    "TimerPayload",
    "cancel_timer",
    "continue_in_batches",
    "follow_up",
    "is_followed",
    "reply",
    "set_timer",
]
