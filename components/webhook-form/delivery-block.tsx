"use client";

import { Anchor, Collapse, Group, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { paths } from "@/lib/paths";
import { deliverySentence } from "@/texts/delivery-sentence";
import { userGuide } from "@/texts/user-guide";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import { DeliverySettings } from "./delivery-settings";
import { Disclosure } from "./disclosure";
import { FormBlock } from "./form-block";
import type { FormValues } from "./form-values";
import { ProfileChoice } from "./profile-choice";
import { ProfileNotice } from "./profile-notice";
import type { ProfileSwitch } from "./use-profile-switch";

interface Props {
  profiles: ProfileSwitch;
  /** Grows with each try to save: a section that holds errors opens. */
  attempts: number;
}

/** One sentence: whoever never opens more gets the delivery of a profile. */
export function DeliveryBlock({ profiles, attempts }: Props) {
  const { control, formState } = useFormContext<FormValues>();
  const [profile, delivery] = useWatch({ control, name: ["profile", "delivery"] });
  const [choosing, setChoosing] = useState(false);
  const [opened, setOpened] = useState(false);
  const settings = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(attempts);
  if (attempts !== tried) {
    setTried(attempts);
    // It stays open once the error is mended: it must not close under somebody's hands.
    if (formState.errors.delivery || formState.errors.notifyUserIds) setOpened(true);
  }
  const name = webhookSettings.profiles[profile] ?? profile;
  const changed = profiles.changed.length;

  const resetAll = () => {
    profiles.chooseProfile(profile);
    setTimeout(() => settings.current?.querySelector<HTMLElement>("input")?.focus());
  };
  return (
    <FormBlock title={t.title}>
      <Group justify="space-between" gap="xs" mt={-8} align="baseline">
        <Text size="sm" flex="1 1 240px">
          <b>{name}</b>{" "}
          <Text span c="dimmed" fz="inherit">
            {deliverySentence(delivery)}
          </Text>
        </Text>
        <Anchor
          component="button"
          type="button"
          size="sm"
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
        >
          {choosing ? t.close : t.change}
        </Anchor>
      </Group>
      <Collapse expanded={choosing} keepMounted={false}>
        <ProfileChoice profiles={profiles} />
      </Collapse>
      {profiles.switched && profiles.switched.trigger === undefined && (
        <ProfileNotice switched={profiles.switched} undo={profiles.undo} />
      )}
      <Disclosure
        title={t.settings}
        note={changed > 0 ? t.changed(changed) : profile === "custom" ? "" : t.asProfile(name)}
        expanded={opened}
        onToggle={() => setOpened(!opened)}
      >
        <div ref={settings}>
          <DeliverySettings key={profiles.filled} changed={changed} onResetAll={resetAll} />
        </div>
      </Disclosure>
      {/* Beside the form, which may hold what is not saved yet. */}
      <Anchor href={paths.userGuide()} target="_blank" size="sm">
        {userGuide.title}
      </Anchor>
    </FormBlock>
  );
}
