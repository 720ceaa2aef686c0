"use client";

import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { FlowPicture } from "./flow-picture";

export function EmptyList() {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  return (
    <Paper withBorder radius="lg" p="xl" mt="lg">
      <Stack align="center" gap="lg" py="lg">
        <FlowPicture />
        <Stack gap={4} align="center">
          <Title order={2}>No webhook yet</Title>
          <Text c="dimmed" ta="center" maw={480}>
            A webhook sends a JSON message to another system as soon as something happens to a contact in a
            data center.
          </Text>
        </Stack>
        {administrator ? (
          <Button onClick={() => open({ create: "1" })}>Create a webhook</Button>
        ) : (
          <Text size="sm" c="dimmed">
            An administrator of the account can create one.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

export function EmptyResult({ onClear }: { onClear: () => void }) {
  return (
    <Stack align="center" gap="sm" py={48}>
      <Text>No webhook matches these filters.</Text>
      <Button variant="default" onClick={onClear}>
        Clear filters
      </Button>
    </Stack>
  );
}
