import {
  IconArrowsSplit2,
  IconClock,
  IconFlag,
  IconMail,
  IconQuestionMark,
  IconUserEdit,
  IconUsersGroup,
  IconWebhook,
} from "@tabler/icons-react";

export const STEP_ICONS = {
  webhook: IconWebhook,
  wait: IconClock,
  condition: IconQuestionMark,
  split: IconArrowsSplit2,
  update_contact: IconUserEdit,
  group: IconUsersGroup,
  message: IconMail,
  end: IconFlag,
} as const;
