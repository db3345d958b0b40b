"""Members: welcome, invitations, talk, birthdays, tags."""

from handlers.members import (
    anniversaries,
    assignment,
    auto_tags,
    birthday,
    entry_welcome,
    fill_in,
    half_introductions,
    invitations,
    lulls,
    membership,
    merging,
    newcomers,
    opt_out,
    personal_data,
    returns,
    tags,
    talk,
    welcome,
)

FEATURES = (
    membership.feature,
    anniversaries.feature,
    returns.feature,
    lulls.feature,
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
