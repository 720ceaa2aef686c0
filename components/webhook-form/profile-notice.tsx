"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { deliverySentence } from "@/texts/delivery-sentence";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { triggerLabel } from "@/texts/triggers";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import type { ProfileSwitch, Switched } from "./use-profile-switch";

const t = webhookFormDelivery.profile;

/** Says that delivery has changed, what that replaced, and takes it back. */
export function ProfileNotice({ switched, undo }: Pick<ProfileSwitch, "undo"> & { switched: Switched }) {
  const { overwritten, dropped, next } = switched;
  const takeBack = (event: MouseEvent<HTMLButtonElement>) => {
    const section = event.currentTarget.closest("section");
    undo();
    // The button goes with the notice: the focus goes to what it was about.
    setTimeout(() => section?.querySelector<HTMLElement>("input, button")?.focus());
  };
  return (
    <Alert color="blue" variant="light" role="status" icon={<IconArrowsExchange aria-hidden />}>
      <Stack gap="xs">
        <Text size="sm" c="inherit">
          {headline(switched)} {deliverySentence(next.delivery)}.
        </Text>
        {overwritten.length > 0 && (
          <Text size="sm" c="inherit">
            {t.replaced(overwritten.map((name) => SETTING_LABELS[name]))}
          </Text>
        )}
        {dropped.length > 0 && (
          <Text size="sm" c="inherit">
            {t.dropped(dropped.map(triggerLabel))}
          </Text>
        )}
        <Group>
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t.undo}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function headline({ trigger, before, next }: Switched): string {
  const profile = webhookSettings.profiles[next.profile] ?? next.profile;
  if (trigger === undefined) return t.switched(profile);
  if (before.profile === next.profile) return t.restyled(triggerLabel(trigger));
  return t.switchedFor(triggerLabel(trigger), profile);
}
