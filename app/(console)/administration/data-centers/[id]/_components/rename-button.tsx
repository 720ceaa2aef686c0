"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPencil } from "@tabler/icons-react";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { dataCenterSchema } from "@/lib/data-centers/schema";
import { common } from "@/texts/common";
import { dataCenters as t } from "@/texts/data-centers";
import { fieldSentence } from "@/texts/sentence";
import { rename } from "../../actions";

export function RenameButton({ id, name }: { id: number; name: string }) {
  const { view, open, close } = useDialogView();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => open({ rename: "1" })}
      >
        {t.rename}
      </Button>
      <Modal opened={view.rename !== undefined} onClose={() => close("rename")} title={t.renameTitle(name)}>
        <RenameForm id={id} name={name} />
      </Modal>
    </>
  );
}

function RenameForm({ id, name: before }: { id: number; name: string }) {
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(dataCenterSchema),
    defaultValues: { name: before },
  });
  const message = formState.errors.name?.message;
  const submit = handleSubmit(async ({ name }) => {
    const result = await run(() => rename(id, { name }));
    if (!result.ok) return;
    notifications.show({ message: t.renamed(name), role: "status" });
    await closeAndRefresh("rename");
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem && <ProblemAlert title={t.notSaved}>{problem.detail}</ProblemAlert>}
        <TextInput
          {...register("name")}
          label={t.name}
          error={message && fieldSentence(t.name, message)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => close("rename")}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
