"use client";

import { Box } from "@mantine/core";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { webhooksPage as t } from "@/texts/webhooks-page";

export function EmptyWorkflowList() {
  return (
    <Box mt="lg">
      <EmptyState
        title={t.workflowEmptyTitle}
        action={<TextLink href={paths.restApi()}>{t.workflowEmptyApi}</TextLink>}
      >
        {t.workflowEmptyText}
      </EmptyState>
    </Box>
  );
}
