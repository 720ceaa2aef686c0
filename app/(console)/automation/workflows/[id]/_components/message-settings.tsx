"use client";

import { Anchor, Button, Group, Select, Stack, Text as Words } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { paths } from "@/lib/paths";
import type { MessageStep } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { MessageFigures } from "./message-figures";

interface Props {
  step: MessageStep;
  onChange(step: MessageStep): void;
}

/** S4.37: which message; who must not be written to is passed over. */
export function MessageSettings({ step, onChange }: Props) {
  const { choices, editable } = useEditor();
  const { messageId } = step;
  const router = useRouter();
  // A message is made in a tab of its own, so that the draft stays; who comes back finds it in the list.
  useWindowEvent("focus", () => router.refresh());
  return (
    <Stack gap="sm">
      <MessageFigures step={step} />
      <Select
        label={t.message}
        placeholder={t.choose}
        description={choices.messages.length === 0 ? t.noMessages : undefined}
        searchable
        data={choices.messages.map(({ id, name }) => ({ value: id, label: name }))}
        value={messageId}
        onChange={(next) => onChange({ ...step, messageId: next })}
      />
      <Group justify="space-between">
        {messageId !== null && (
          <Anchor href={paths.message(messageId)} target="_blank" size="sm" underline="always">
            {t.openMessage}
          </Anchor>
        )}
        {editable && (
          <Button
            component="a"
            href={paths.messages({ create: "1" })}
            target="_blank"
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {t.createMessage}
          </Button>
        )}
      </Group>
      <Words size="xs" c="dimmed">
        {t.messageHint}
      </Words>
    </Stack>
  );
}
