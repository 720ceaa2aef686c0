"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { newDataCenterSchema } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { dataCenters as t } from "@/texts/data-centers";
import { fieldSentence } from "@/texts/sentence";
import { createDataCenter } from "../actions";

export function CreateDataCenter() {
  const { view, open, close } = useDialogView();
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
        {t.create}
      </Button>
      <Modal opened={view.create !== undefined} onClose={() => close("create")} title={t.create}>
        <CreateForm onCancel={() => close("create")} />
      </Modal>
    </>
  );
}

function CreateForm({ onCancel }: { onCancel: () => void }) {
  const router = useRouter();
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(newDataCenterSchema),
    defaultValues: { name: "", sampleData: false },
  });
  const message = formState.errors.name?.message;
  const submit = handleSubmit(async (values) => {
    const result = await run(() => createDataCenter(values));
    if (!result.ok) {
      const named = result.problem.errors.find(({ path }) => path === "name");
      if (named) setError("name", { message: named.message }, { shouldFocus: true });
      return;
    }
    const { id, name } = result.value;
    notifications.show({ message: t.created(name), role: "status" });
    // In place of the dialog's address: going back leads to the list.
    router.replace(paths.dataCenterList(id, "personas"));
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem && <ProblemAlert title={t.notCreated}>{problem.detail}</ProblemAlert>}
        <TextInput
          {...register("name")}
          label={t.name}
          error={message && fieldSentence(t.name, message)}
          autoComplete="off"
          data-autofocus
        />
        <Checkbox {...register("sampleData")} label={t.sampleData} description={t.sampleDataExplained} />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {t.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
