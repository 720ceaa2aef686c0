"use client";

import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { webhooksPage as t } from "@/texts/webhooks-page";

/** "7 of 100 used", always; at the limit the button stays, and says what to do. */
export function CreateButton({ used, limit }: { used: number; limit: number }) {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const full = used >= limit;
  // The empty page shows the button in its middle, once.
  const shown = administrator && (used > 0 || full);
  return (
    <Group gap="md">
      <Text size="sm" c="dimmed" id="webhooks-used">
        {t.used(used, limit)}
        {full && administrator && `. ${t.makeRoom(used)}`}
      </Text>
      {shown && (
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => !full && open({ create: "1" })}
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
