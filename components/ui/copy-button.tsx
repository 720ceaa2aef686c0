"use client";

import { ActionIcon, Button, Tooltip, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { common } from "@/texts/common";

interface Props {
  /** "Copy body", "Copy id". */
  label: string;
  value: string;
  /** An icon alone where space is short. */
  compact?: boolean;
}

/** Copies a text and says so, to eyes and ears. */
export function CopyButton({ label, value, compact }: Props) {
  const { copy, copied, error } = useClipboard({ timeout: 2_000 });
  const state = copied ? common.copied : error ? common.copyBlocked : undefined;
  const icon = copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;
  return (
    <>
      {compact ? (
        <Tooltip label={state ?? label}>
          <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => copy(value)}>
            {icon}
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button variant="default" size="xs" flex="none" leftSection={icon} onClick={() => copy(value)}>
          {state ?? label}
        </Button>
      )}
      <VisuallyHidden role="status">{state ?? ""}</VisuallyHidden>
    </>
  );
}
