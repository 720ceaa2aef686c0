"use client";

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { InboxAddress } from "@/lib/inbox/schema";
import { common } from "@/texts/common";
import { inbox as t } from "@/texts/inbox";
import { rename } from "../../actions";

export function RenameDialog({ address }: { address: InboxAddress }) {
  const { view, close } = useDialogView();
  return (
    <Modal opened={view.rename !== undefined} onClose={() => close("rename")} title={t.rename} centered>
      <RenameForm address={address} />
    </Modal>
  );
}

function RenameForm({ address }: { address: InboxAddress }) {
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const form = useForm({ defaultValues: { name: address.name } });
  const error = form.formState.errors.name?.message;

  const save = form.handleSubmit(async (values) => {
    const result = await run(() => rename(address.token, values));
    if (!result.ok) return setFieldErrors(result.problem, { name: t.name }, form.setError);
    notifications.show({ message: t.renamed(result.value.name), role: "status" });
    await closeAndRefresh("rename");
  });
  return (
    <form noValidate onSubmit={save}>
      <Stack>
        {problem && problem.errors.length === 0 && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <TextInput
          {...form.register("name")}
          label={t.name}
          error={error}
          maxLength={100}
          required
          data-autofocus
          autoComplete="off"
        />
        <Group justify="flex-end">
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
