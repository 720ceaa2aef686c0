"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** A question with two answers; the harmless one has the focus. */
export function ConfirmDialog(props: Props) {
  const { opened, title, children, confirmLabel, cancelLabel = "Cancel", danger, pending } = props;
  return (
    <Modal opened={opened} onClose={props.onCancel} title={title} centered zIndex={320} size="md">
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel} data-autofocus disabled={pending}>
            {cancelLabel}
          </Button>
          <Button color={danger ? "red" : undefined} onClick={props.onConfirm} loading={pending}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
