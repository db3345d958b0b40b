"""What the group does together: events, and lists that members put themselves on."""

from handlers.events import admin, attendance, commands, photos, reminders, sign_up_lists

FEATURES = (
    commands.feature,
    attendance.feature,
    admin.feature,
    reminders.feature,
    photos.feature,
    sign_up_lists.feature,
)
