"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { MasterList } from "@/lib/data-centers/schema";
import { masterList as t } from "@/texts/data-centers";

/** A dialog for an item that somebody else has deleted. */
export function Gone({ list, dialog }: { list: MasterList; dialog: "edit" | "delete" }) {
  const { closeAndRefresh } = useDialogView();
  return (
    <Stack>
      <Text size="sm">{t.gone(list)}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => closeAndRefresh(dialog)} data-autofocus>
          {t.close}
        </Button>
      </Group>
    </Stack>
  );
}
