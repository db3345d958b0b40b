"""What features are made of."""

from handlers.kit.capability import Capability
from handlers.kit.context import Context, Scene
from handlers.kit.events import At, Event, Joined, Left, Message, Pressed
from handlers.kit.feature import Action, Answer, Command, Feature, NoRules, Routine, Section, Survey
from handlers.kit.refusal import Refusal
from handlers.kit.reply import Button, Card, Document, Drawing, Mention, Part, Picture, Reply, Text, reply
from handlers.kit.roles import Role
from handlers.kit.router import Router

__all__ = [
    "Action",
    "Answer",
    "At",
    "Button",
    "Capability",
    "Card",
    "Command",
    "Context",
    "Document",
    "Drawing",
    "Event",
    "Feature",
    "Joined",
    "Left",
    "Mention",
    "Message",
    "NoRules",
    "Part",
    "Picture",
    "Pressed",
    "Refusal",
    "Reply",
    "Role",
    "Router",
    "Routine",
    "Scene",
    "Section",
    "Survey",
    "Text",
    "reply",
]
