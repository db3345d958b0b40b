"""Members: welcome, invitations, talk, birthdays, tags."""

from handlers.members import birthday, invitations, opt_out, tags, talk, welcome

FEATURES = (
    opt_out.feature,
    birthday.feature,
    welcome.feature,
    invitations.feature,
    talk.feature,
    tags.feature,
)
