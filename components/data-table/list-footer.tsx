import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { common } from "@/texts/common";

interface Props {
  /** How much the list shows; announced when it changes. */
  status: ReactNode;
  /** The pager. */
  children: ReactNode;
}

/** What stands under every list: how much there is, the way on, and in which time it speaks. */
export function ListFooter({ status, children }: Props) {
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {status}
      </Text>
      {children}
      <Text size="sm" c="dimmed">
        {common.allTimesUtc}
      </Text>
    </Group>
  );
}
