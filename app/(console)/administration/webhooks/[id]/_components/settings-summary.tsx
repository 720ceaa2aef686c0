"use client";

import { DataList, Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useConsole } from "@/components/console-context";
import { DialogLink } from "@/components/ui/dialog-link";
import type { WebhookView } from "@/lib/webhooks/schema";
import { authenticationLabel } from "@/texts/authentication";
import { deliverySentence } from "@/texts/delivery-sentence";
import { utcDateTime } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";
import { detailsText } from "./details-text";

export function SettingsSummary({ webhook }: { webhook: WebhookView }) {
  const { dataCenters } = useConsole();
  const dataCenter = dataCenters.find(({ id }) => id === webhook.dataCenterId);
  const { authentication } = webhook;
  const times = `${utcDateTime(webhook.updatedAt)} UTC, created ${utcDateTime(webhook.createdAt)} UTC`;
  return (
    <Stack gap="sm" component="section" aria-label="Settings">
      <Title order={2}>Settings</Title>
      <Paper withBorder p="md">
        <DataList size="sm" gap="xs" labelWidth="clamp(96px, 30%, 140px)">
          <Fact label="Data center">{dataCenter?.name ?? `No. ${webhook.dataCenterId}`}</Fact>
          <Fact label={webhook.triggers.length > 1 ? "Triggers" : "Trigger"}>
            {webhook.triggers.map((trigger) => (
              <div key={trigger.type}>
                {triggerLabel(trigger.type)}
                {detailsText(trigger, dataCenter)}
              </div>
            ))}
          </Fact>
          <Fact label="Sends to">{webhook.url}</Fact>
          <Fact label="Authentication">
            {authenticationLabel(authentication.type)}
            {authentication.type === "basic" && authentication.username && `, as ${authentication.username}`}
          </Fact>
          <Fact label="HTTP headers">
            {webhook.headers.map((header) => header.name).join(", ") || "None"}
          </Fact>
          <Fact label="Delivery">{deliverySentence(webhook.delivery)}</Fact>
          {webhook.status !== "deleted" && (
            <Fact label="Payload">
              <DialogLink to={{ preview: webhook.id }}>Preview</DialogLink>
            </Fact>
          )}
          <Fact label="Last changed">{times}</Fact>
        </DataList>
      </Paper>
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
