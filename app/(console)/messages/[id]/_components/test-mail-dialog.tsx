"use client";

import { Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { common } from "@/texts/common";
import { messages as t } from "@/texts/messages";
import { fieldSentence } from "@/texts/sentence";
import { sendTest } from "../../actions";

interface Props {
  opened: boolean;
  /** The mail as it stands, with the chosen values. */
  input: Record<string, unknown>;
  ownEmail: string;
  onClose(): void;
}

export function TestMailDialog({ opened, onClose, ...props }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t.testTitle}>
      {opened && <TestForm {...props} onClose={onClose} />}
    </Modal>
  );
}

function TestForm({ input, ownEmail, onClose }: Omit<Props, "opened">) {
  const [recipient, setRecipient] = useState(ownEmail);
  const { run, pending, problem } = useAction();
  const fault = problem?.errors.find(({ path }) => path === "recipient");
  const send = async () => {
    const result = await run(() => sendTest({ ...input, recipient }));
    if (!result.ok) return;
    const message = result.value.leaves ? t.sent(recipient) : t.kept;
    notifications.show({ message, role: "status" });
    onClose();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog stands within the page's own form as React sees it.
        event.stopPropagation();
        void send();
      }}
    >
      <Stack>
        <Text size="sm">{t.testIntro}</Text>
        {problem && !fault && (
          <ProblemAlert title={t.notSent}>
            {problem.errors.length === 0 ? (
              problem.detail
            ) : (
              <List size="sm">
                {problem.errors.map(({ path, message, remedy }) => (
                  <List.Item key={path + message}>
                    {t.fault(t.parts[path] ?? path, message, remedy ?? "")}
                  </List.Item>
                ))}
              </List>
            )}
          </ProblemAlert>
        )}
        <TextInput
          label={t.recipient}
          type="email"
          value={recipient}
          onChange={(event) => setRecipient(event.currentTarget.value)}
          error={fault && fieldSentence(t.recipient, fault.message)}
          data-autofocus
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {t.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
