"use client";

import { Box, Button, Group, Text } from "@mantine/core";
import { useIsAdministrator } from "@/components/console-context";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";

const KINDS = ["data_request", "scenario"] as const;

export function EmptyWorkflowList() {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const action = administrator ? (
    <Group justify="center" gap="sm">
      {KINDS.map((kind) => (
        <Button key={kind} variant="default" onClick={() => open({ create: kind })}>
          {workflowWebhookForm.choose[kind].use}
        </Button>
      ))}
    </Group>
  ) : (
    <Text size="sm" c="dimmed">
      {t.emptyForMember}
    </Text>
  );
  return (
    <Box mt="lg">
      <EmptyState title={t.workflowEmptyTitle} action={action}>
        {t.workflowEmptyText}{" "}
        <TextLink href={paths.restApi()} inherit underline="always">
          {t.workflowEmptyApi}
        </TextLink>
      </EmptyState>
    </Box>
  );
}
