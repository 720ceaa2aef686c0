"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormError } from "@/components/ui/use-form-field";

interface Props {
  /** Where in the form the list stands, and what it is called in a problem. */
  path: string;
  listLabel: string;
  addLabel: string;
  onAdd: () => void;
  children: ReactNode;
}

/** Rows of name and value, what is wrong with them as a whole, and one more. */
export function PairList({ path, listLabel, addLabel, onAdd, children }: Props) {
  const error = useFormError(path, listLabel);
  return (
    <Stack gap="xs">
      {children}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
          {addLabel}
        </Button>
      </Group>
    </Stack>
  );
}
