"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { common } from "@/texts/common";

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

/** On what has the focus, keeps Escape from the windows underneath. */
const OWN_KEYS = { "data-mantine-stop-propagation": true };

/**
 * A question with two answers; the harmless one has the focus. It hears Escape itself: Mantine's windows all listen
 * to the page, and the one that opened the question would take the same key press again.
 */
export function ConfirmDialog(props: Props) {
  const { opened, title, children, confirmLabel, cancelLabel = common.cancel, danger, pending } = props;
  return (
    <Modal
      opened={opened}
      onClose={props.onCancel}
      closeOnEscape={false}
      onKeyDown={(event) => event.key === "Escape" && props.onCancel()}
      closeButtonProps={{ "aria-label": common.close, ...OWN_KEYS }}
      title={title}
      centered
      zIndex={320}
      size="md"
    >
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end" mt="xs">
          <Button {...OWN_KEYS} variant="default" onClick={props.onCancel} data-autofocus disabled={pending}>
            {cancelLabel}
          </Button>
          <Button
            {...OWN_KEYS}
            color={danger ? "red" : undefined}
            onClick={props.onConfirm}
            loading={pending}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
