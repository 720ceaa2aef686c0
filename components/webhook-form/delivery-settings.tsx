"use client";

import { Button, Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { BatchFields, OrderField, PaceFields } from "./pace-fields";
import { RecipientsField } from "./recipients-field";
import { BodyField, PortField, SignatureFields } from "./request-fields";
import { RetryFields } from "./retry-fields";
import { DeadlineField, RetryAfterField, SuccessField } from "./success-fields";
import { SuspensionFields } from "./suspension-fields";

/** Every setting of the delivery, each with what it comes to. */
export function DeliverySettings({ changed, onResetAll }: { changed: number; onResetAll: () => void }) {
  return (
    <Stack gap="xl" pt="md">
      {changed > 0 && (
        <Group>
          <Button variant="default" size="xs" onClick={onResetAll}>
            {t.resetAll}
          </Button>
        </Group>
      )}
      <Settings title={t.groups.success}>
        <SuccessField />
        <DeadlineField />
        <RetryFields />
        <RetryAfterField />
      </Settings>
      <Settings title={t.groups.pace}>
        <PaceFields />
        <OrderField />
      </Settings>
      <Settings title={t.groups.request}>
        <BodyField />
        <BatchFields />
        <PortField />
        <SignatureFields />
      </Settings>
      <Settings title={t.groups.trouble}>
        <SuspensionFields />
        <RecipientsField />
      </Settings>
    </Stack>
  );
}

const Settings = ({ title, children }: { title: string; children: ReactNode }) => (
  <Stack gap="md" component="section" aria-label={title}>
    <Title order={4} size="h5">
      {title}
    </Title>
    {children}
  </Stack>
);
