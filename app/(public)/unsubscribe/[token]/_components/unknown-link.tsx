import { Paper, Stack, Text, Title } from "@mantine/core";
import { unsubscribe as t } from "@/texts/unsubscribe";

export function UnknownLink() {
  return (
    <Paper withBorder p="xl" radius="lg">
      <Stack>
        <Title order={1}>{t.unknownTitle}</Title>
        <Text size="sm">{t.unknown}</Text>
      </Stack>
    </Paper>
  );
}
