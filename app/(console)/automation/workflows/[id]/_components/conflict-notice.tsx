"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { canvas as t } from "@/texts/workflow-canvas";
import type { useSaving } from "./use-saving";

/** Somebody else saved meanwhile: who, whose change a reload loses, and the reload. */
export function ConflictNotice({ saving }: { saving: ReturnType<typeof useSaving> }) {
  const { problem, failed, reload } = saving;
  return (
    <Alert role="alert" color="yellow" variant="light" icon={<IconUsers aria-hidden />} title={failed}>
      <Stack gap="sm">
        <Text size="sm" c="inherit">
          {problem?.detail} {t.conflict}
        </Text>
        <Group>
          <Button size="xs" variant="default" onClick={() => void reload()}>
            {t.reload}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
