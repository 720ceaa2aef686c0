"use client";

import { Button, Group } from "@mantine/core";
import { IconChevronRight, IconChevronsLeft } from "@tabler/icons-react";
import { common } from "@/texts/common";

interface Props {
  /** The page that is shown; undefined is the newest. */
  cursor: string | undefined;
  next: string | null;
  go(changes: { cursor: string | undefined }): void;
  /** For lists in another order than by age. */
  words?: { first: string; next: string };
}

/** Through a list that grows at its head: on to what is older, and back to the newest. */
export function CursorPager({ cursor, next, go, words }: Props) {
  if (!cursor && !next) return null;
  return (
    <Group gap="xs" component="nav" aria-label={common.pages}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconChevronsLeft size={14} aria-hidden />}
        disabled={!cursor}
        onClick={() => go({ cursor: undefined })}
      >
        {words?.first ?? common.newest}
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        disabled={!next}
        onClick={() => next && go({ cursor: next })}
      >
        {words?.next ?? common.older}
      </Button>
    </Group>
  );
}
