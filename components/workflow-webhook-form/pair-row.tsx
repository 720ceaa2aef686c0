import { CloseButton, Group, SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  removeLabel: string;
  onRemove: () => void;
  /** Behind the two fields. */
  more?: ReactNode;
  children: ReactNode;
}

/** A name and a value side by side, below each other where it is narrow. */
export function PairRow({ removeLabel, onRemove, more, children }: Props) {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" flex={1} miw={0}>
        {children}
      </SimpleGrid>
      {more}
      <CloseButton aria-label={removeLabel} onClick={onRemove} mt={4} />
    </Group>
  );
}
