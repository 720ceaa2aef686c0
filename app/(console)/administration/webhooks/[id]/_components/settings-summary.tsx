"use client";

import { Button, DataList, Group, Paper, Stack, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useConnectors } from "@/components/connector-form/use-connectors";
import { useConsole, useIsAdministrator } from "@/components/console-context";
import { DialogLink } from "@/components/ui/dialog-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { savedInWords } from "@/components/webhook-form/settings-in-words";
import { usePeople } from "@/components/webhook-form/use-people";
import type { WebhookView } from "@/lib/webhooks/schema";
import { utcDateTime } from "@/texts/times";
import { webhookSettings } from "@/texts/webhook-settings";

const t = webhookSettings;

/** Every setting in words, in the order of the form. */
export function SettingsSummary({ webhook }: { webhook: WebhookView }) {
  const { dataCenters } = useConsole();
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const kept = webhook.status !== "deleted";
  const onEvents = webhook.kind === "event" && kept;
  const { nameOf } = usePeople(webhook.notifyUserIds, { enabled: administrator });
  const { nameOf: connectorName } = useConnectors({ enabled: webhook.authentication.type === "connector" });
  const settings = savedInWords(webhook, { dataCenters, nameOf, connectorName });
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Group justify="space-between">
        <Title order={2}>{t.title}</Title>
        {administrator && kept && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => open({ edit: webhook.id })}
          >
            {t.edit}
          </Button>
        )}
      </Group>
      <Paper withBorder p="md">
        <DataList size="sm" gap="xs" labelWidth="clamp(110px, 30%, 200px)">
          {settings.map(({ label, lines }) => (
            <Fact key={label} label={label}>
              {(lines.length > 0 ? [...new Set(lines)] : [t.none]).map((line) => (
                <div key={line} style={{ whiteSpace: "pre-line" }}>
                  {line}
                </div>
              ))}
            </Fact>
          ))}
          {onEvents && (
            <Fact label={t.payload}>
              <DialogLink to={{ preview: webhook.id }}>{t.preview}</DialogLink>
            </Fact>
          )}
          <Fact label={t.lastChanged}>
            {t.changedAt(utcDateTime(webhook.updatedAt), utcDateTime(webhook.createdAt))}
          </Fact>
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
