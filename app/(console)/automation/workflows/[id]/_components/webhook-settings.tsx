"use client";

import { Button, Fieldset, Group, Select, Stack, Switch, Text as Words } from "@mantine/core";
import { IconPlus, IconSend } from "@tabler/icons-react";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import type { WebhookStep } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { Choice, Text } from "./fields";
import { Pairs } from "./pairs";
import { StepFigures } from "./step-figures";

interface Props {
  step: WebhookStep;
  onChange(step: WebhookStep, field?: string): void;
}

/** S4.10 to S4.13: which request, for whom, and what its answer is good for. */
export function WebhookSettings({ step, onChange }: Props) {
  const { choices, editable } = useEditor();
  const { open } = useDialogView();
  const { contact } = step;
  const identify = (changes: Partial<WebhookStep["contact"]>) =>
    onChange({ ...step, contact: { ...contact, ...changes } }, Object.keys(changes).join());
  return (
    <Stack gap="sm">
      <StepFigures step={step} />
      <Select
        label={t.webhook}
        placeholder={t.choose}
        description={choices.webhooks.length === 0 ? t.noWebhooks : undefined}
        searchable
        data={choices.webhooks.map(({ id, name }) => ({ value: id, label: name }))}
        value={step.webhookId || null}
        onChange={(webhookId) => onChange({ ...step, webhookId: webhookId ?? "" })}
      />
      <Group justify="space-between">
        {editable && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => open({ create: "workflow" })}
          >
            {t.createWebhook}
          </Button>
        )}
        <TextLink href={paths.webhooks({ kind: "workflow" })} size="sm" underline="always">
          {t.manageWebhooks}
        </TextLink>
      </Group>
      <Words size="xs" c="dimmed">
        {t.contactHint}
      </Words>
      <Text label={t.contactId} value={contact.id} onChange={(id) => identify({ id })} />
      <Text label={t.phone} value={contact.phone} onChange={(phone) => identify({ phone })} />
      <Text label={t.contactEmail} value={contact.email} onChange={(email) => identify({ email })} />
      <Switch
        label={t.waitForAnswer}
        description={t.waitForAnswerHint}
        checked={step.wait}
        onChange={(event) => onChange({ ...step, wait: event.currentTarget.checked })}
      />
      <Switch
        label={t.conversion}
        description={t.conversionHint}
        checked={step.conversion ?? false}
        onChange={(event) => onChange({ ...step, conversion: event.currentTarget.checked })}
      />
      {step.wait && (
        <>
          <Choice
            label={t.onFailure}
            labels={t.onFailures}
            value={step.onFailure}
            onChange={(onFailure) => onChange({ ...step, onFailure })}
          />
          <Fieldset legend={t.mapping} p="sm">
            <Stack gap="xs">
              <Words size="xs" c="dimmed">
                {t.mappingHint}
              </Words>
              {editable && (
                <Group>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconSend size={14} aria-hidden />}
                    disabled={step.webhookId === ""}
                    onClick={() => open({ test: step.webhookId })}
                  >
                    {t.pickFromAnswer}
                  </Button>
                </Group>
              )}
              <Pairs
                pairs={step.mapping}
                least={0}
                onChange={(mapping, field) => onChange({ ...step, mapping }, field)}
              />
            </Stack>
          </Fieldset>
        </>
      )}
    </Stack>
  );
}
