"use client";

import { Box, Button, Text } from "@mantine/core";
import { useIsAdministrator } from "@/components/console-context";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { FirstWebhook } from "./first-webhook";
import { FlowPicture } from "./flow-picture";

export function EmptyList() {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const action = administrator ? (
    <FirstWebhook>
      <Button variant="default" onClick={() => open({ create: "1" })}>
        {t.create}
      </Button>
    </FirstWebhook>
  ) : (
    <Text size="sm" c="dimmed">
      {t.emptyForMember}
    </Text>
  );
  return (
    <Box mt="lg">
      <EmptyState picture={<FlowPicture />} title={t.emptyTitle} action={action}>
        {t.emptyText}{" "}
        <TextLink href={paths.eventCatalogue()} inherit underline="always">
          {t.emptyCatalogue}
        </TextLink>
      </EmptyState>
    </Box>
  );
}
