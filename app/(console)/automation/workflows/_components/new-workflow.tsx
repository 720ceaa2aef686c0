"use client";

import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { fieldSentence } from "@/texts/sentence";
import { workflows as t } from "@/texts/workflows";
import { create } from "../actions";
import type { DataCenterName } from "./workflows-room";

export function NewWorkflow({ dataCenters }: { dataCenters: DataCenterName[] }) {
  const { view, close } = useDialogView();
  const cancel = () => void close("create");
  return (
    <Modal opened={view.create !== undefined} onClose={cancel} title={t.new}>
      <NewForm dataCenters={dataCenters} onCancel={cancel} />
    </Modal>
  );
}

function NewForm({ dataCenters, onCancel }: { dataCenters: DataCenterName[]; onCancel: () => void }) {
  const router = useRouter();
  const only = dataCenters.length === 1 ? String(dataCenters[0]?.id) : null;
  const [name, setName] = useState("");
  const [dataCenter, setDataCenter] = useState(only);
  const [unchosen, setUnchosen] = useState(false);
  const { run, pending, problem } = useAction();
  const fault = problem?.errors.find(({ path }) => path === "name");
  const save = async () => {
    setUnchosen(dataCenter === null);
    if (dataCenter === null) return;
    const result = await run(() => create({ name, dataCenterId: Number(dataCenter) }));
    // In place of the dialog's address: going back leads to the list.
    if (result.ok) router.replace(paths.workflow(result.value.id));
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
        {problem && !fault && <ProblemAlert title={t.notCreated}>{problem.detail}</ProblemAlert>}
        <TextInput
          label={t.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fault && `${fieldSentence(t.name, fault.message)} ${fault.remedy ?? ""}`}
          autoComplete="off"
          data-autofocus
        />
        <Select
          label={t.dataCenter}
          description={t.dataCenterHint}
          placeholder={t.dataCenterPlaceholder}
          data={dataCenters.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={dataCenter}
          onChange={setDataCenter}
          error={unchosen && dataCenter === null && t.dataCenterMissing}
          allowDeselect={false}
        />
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
