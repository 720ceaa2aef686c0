import { Group, Text } from "@mantine/core";
import { IconBroadcast } from "@tabler/icons-react";
import { common } from "@/texts/common";

export function Brand() {
  return (
    <Group gap="xs" wrap="nowrap">
      <IconBroadcast size={24} color="var(--mantine-color-anchor)" aria-hidden />
      <Text fw={700} size="lg" lh={1}>
        {common.tidings}
      </Text>
    </Group>
  );
}
