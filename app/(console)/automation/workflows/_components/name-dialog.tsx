"use client";

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useSticky } from "@/components/ui/use-sticky";
import type { ActionResult } from "@/lib/action";
import type { WorkflowView } from "@/lib/workflows/schema";
import { common } from "@/texts/common";
import { fieldSentence } from "@/texts/sentence";
import { workflows as t } from "@/texts/workflows";

interface Named {
  id: string;
  name: string;
}

interface Props {
  about: Named | undefined;
  title(name: string): string;
  confirm: string;
  failed: string;
  /** What the field begins with. */
  nameOf(workflow: Named): string;
  submit(workflow: Named, name: string): Promise<ActionResult<WorkflowView>>;
  onCancel(): void;
  onDone(after: WorkflowView): void;
}

export function NameDialog({ about, title, ...props }: Props) {
  const shown = useSticky(about);
  return (
    <Modal opened={about !== undefined} onClose={props.onCancel} title={shown && title(shown.name)}>
      {shown && <NameForm key={shown.id} about={shown} {...props} />}
    </Modal>
  );
}

function NameForm({
  about,
  confirm,
  failed,
  nameOf,
  submit,
  onCancel,
  onDone,
}: Omit<Props, "about" | "title"> & { about: Named }) {
  const [name, setName] = useState(() => nameOf(about));
  const { run, pending, problem } = useAction();
  const fault = problem?.errors.find(({ path }) => path === "name");
  const save = async () => {
    const result = await run(() => submit(about, name));
    if (result.ok) onDone(result.value);
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
        {problem && !fault && <ProblemAlert title={failed}>{problem.detail}</ProblemAlert>}
        <TextInput
          label={t.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fault && `${fieldSentence(t.name, fault.message)} ${fault.remedy ?? ""}`}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
