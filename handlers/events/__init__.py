"""What the group does together: sign-up lists."""

from handlers.events import sign_up_lists

FEATURES = (sign_up_lists.feature,)
