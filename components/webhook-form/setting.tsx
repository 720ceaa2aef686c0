"use client";

import { Anchor, Box, Group, Text } from "@mantine/core";
import { Fragment, type ReactNode, useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { SETTING_LABELS, type SettingName, settingLines, settingValue } from "@/texts/delivery-settings";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import type { FormValues } from "./form-values";
import { changedSettings } from "./profile-rules";
import classes from "./webhook-form.module.css";

/** One setting of the delivery: marked where it isn't the profile's, with the way back. */
export function Setting({ name, children }: { name: SettingName; children: ReactNode }) {
  const { control, setValue, clearErrors } = useFormContext<FormValues>();
  const [profile, delivery] = useWatch({ control, name: ["profile", "delivery"] });
  const box = useRef<HTMLDivElement>(null);
  const [filled, setFilled] = useState(0);
  const differs = changedSettings({ profile, delivery }).includes(name);

  const reset = () => {
    setValue(`delivery.${name}`, structuredClone(PROFILE_DEFAULTS[profile][name]), { shouldDirty: true });
    clearErrors(`delivery.${name}`);
    setFilled((count) => count + 1);
    setTimeout(() => box.current?.querySelector<HTMLElement>("input")?.focus());
  };
  return (
    <Box ref={box} className={classes.setting} data-changed={differs || undefined}>
      <Fragment key={filled}>{children}</Fragment>
      {differs && (
        <Group gap="xs" mt={4}>
          <Text size="xs" fw={500}>
            {t.differs(
              webhookSettings.profiles[profile] ?? profile,
              settingValue(PROFILE_DEFAULTS[profile], name),
            )}
          </Text>
          <Anchor
            component="button"
            type="button"
            size="xs"
            aria-label={t.resetOf(SETTING_LABELS[name])}
            onClick={reset}
          >
            {t.reset}
          </Anchor>
        </Group>
      )}
    </Box>
  );
}

/** What the setting comes to, as it stands. */
export function useConsequence(name: SettingName): string {
  const delivery = useWatch<FormValues, "delivery">({ name: "delivery" });
  return settingLines(delivery, name).join(" ");
}
