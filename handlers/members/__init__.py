"""Members: welcome, invitations, talk, birthdays, tags."""

from handlers.members import (
    assignment,
    auto_tags,
    birthday,
    entry_welcome,
    fill_in,
    half_introductions,
    invitations,
    membership,
    merging,
    newcomers,
    opt_out,
    personal_data,
    tags,
    talk,
    welcome,
)

FEATURES = (
    membership.feature,
    opt_out.feature,
    birthday.feature,
    welcome.feature,
    newcomers.feature,
    fill_in.feature,
    invitations.feature,
    talk.feature,
    half_introductions.feature,
    tags.feature,
    auto_tags.feature,
    assignment.feature,
    personal_data.feature,
    merging.feature,
    entry_welcome.feature,
)

admits, refuse_outsider = membership.admits, membership.refuse_outsider
