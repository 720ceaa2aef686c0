"use client";

import { Radio, Stack, Text } from "@mantine/core";
import { useWatch } from "react-hook-form";
import { EVENT_PROFILES } from "@/lib/webhooks/schema";
import { deliverySentence } from "@/texts/delivery-sentence";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { triggerLabel } from "@/texts/triggers";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import type { FormValues } from "./form-values";
import type { ProfileName } from "./profile-rules";
import type { ProfileSwitch } from "./use-profile-switch";

const t = webhookFormDelivery.profile;

/** Every profile with its sentence, what it is for, and what choosing it would replace. */
export function ProfileChoice({ profiles }: { profiles: ProfileSwitch }) {
  const profile = useWatch<FormValues, "profile">({ name: "profile" });
  return (
    <Radio.Group
      value={profile}
      onChange={(next) => profiles.chooseProfile(next as ProfileName)}
      aria-label={t.choose}
    >
      <Stack gap="sm">
        {EVENT_PROFILES.map((name) => (
          <Radio
            key={name}
            value={name}
            label={webhookSettings.profiles[name] ?? name}
            description={<About name={name} chosen={name === profile} profiles={profiles} />}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function About({ name, chosen, profiles }: { name: ProfileName; chosen: boolean; profiles: ProfileSwitch }) {
  const { next, overwritten, dropped } = profiles.preview(name);
  return (
    <>
      {t.purposes[name]}
      {name !== "custom" && (
        <Text span display="block" fz="inherit">
          {deliverySentence(next.delivery)}
        </Text>
      )}
      {!chosen && overwritten.length > 0 && (
        <Text span display="block" fz="inherit" c="var(--mantine-color-text)">
          {t.overwrites(overwritten.map((each) => SETTING_LABELS[each]))}
        </Text>
      )}
      {!chosen && dropped.length > 0 && (
        <Text span display="block" fz="inherit" c="var(--mantine-color-text)">
          {t.drops(dropped.map(triggerLabel))}
        </Text>
      )}
    </>
  );
}
