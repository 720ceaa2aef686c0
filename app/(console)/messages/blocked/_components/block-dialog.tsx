"use client";

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { blockedAddresses as t } from "@/texts/blocked-addresses";
import { common } from "@/texts/common";
import { fieldSentence } from "@/texts/sentence";
import { block } from "../../actions";

export function BlockDialog({ dataCenter }: { dataCenter: string }) {
  const { view, close, closeAndRefresh } = useDialogView();
  const opened = view.create !== undefined;
  const cancel = () => void close("create");
  return (
    <Modal opened={opened} onClose={cancel} title={t.block}>
      {opened && (
        <BlockForm
          dataCenter={dataCenter}
          onCancel={cancel}
          onDone={(pattern) => {
            notifications.show({ message: t.blocked(pattern), role: "status" });
            void closeAndRefresh("create");
          }}
        />
      )}
    </Modal>
  );
}

interface Props {
  dataCenter: string;
  onCancel(): void;
  onDone(pattern: string): void;
}

function BlockForm({ dataCenter, onCancel, onDone }: Props) {
  const [pattern, setPattern] = useState("");
  const [reason, setReason] = useState("");
  const { run, pending, problem } = useAction();
  const fault = (path: string, label: string) => {
    const found = problem?.errors.find((error) => error.path === path);
    return found && `${fieldSentence(label, found.message)} ${found.remedy ?? ""}`;
  };
  const save = async () => {
    const result = await run(() => block(dataCenter, pattern, { reason: reason.trim() || null }));
    if (result.ok) onDone(result.value.pattern);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.notBlocked}>{problem.detail}</ProblemAlert>
        )}
        <TextInput
          label={t.pattern}
          description={t.patternHint}
          value={pattern}
          onChange={(event) => setPattern(event.currentTarget.value)}
          error={fault("pattern", t.pattern)}
          autoComplete="off"
          data-autofocus
        />
        <TextInput
          label={t.reason}
          description={t.reasonHint}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fault("reason", t.reason)}
          autoComplete="off"
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {t.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
