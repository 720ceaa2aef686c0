"use client";

import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { webhooksPage as t } from "@/texts/webhooks-page";

interface Props {
  used: number;
  limit: number;
  /** The empty page shows the button in its middle, once. */
  offered: boolean;
  inWorkflows: boolean;
}

/** "7 of 100 used", always, both kinds counted; at the limit the button stays, and says what to do. */
export function CreateButton({ used, limit, offered, inWorkflows }: Props) {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const full = used >= limit;
  return (
    <Group gap="md">
      <Text size="sm" c="dimmed" id="webhooks-used">
        {t.used(used, limit)}
        {full && administrator && `. ${t.makeRoom(used)}`}
      </Text>
      {administrator && offered && (
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => !full && open({ create: inWorkflows ? "workflow" : "1" })}
          data-disabled={full || undefined}
          aria-disabled={full}
          aria-describedby="webhooks-used"
        >
          {t.create}
        </Button>
      )}
    </Group>
  );
}
