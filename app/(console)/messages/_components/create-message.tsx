"use client";

import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { MessageRow } from "@/lib/messages/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { messages as t } from "@/texts/messages";
import { fieldSentence } from "@/texts/sentence";
import { create } from "../actions";
import type { DataCenterName } from "./messages-room";

interface Props {
  kind: MessageRow["kind"];
  messages: MessageRow[];
  dataCenters: DataCenterName[];
}

/** `?create=1` begins with nothing, `?create=<id>` with that message or template. */
export function CreateMessage(props: Props) {
  const { view, close } = useDialogView();
  const asked = useSticky(view.create);
  const from = props.messages.find(({ id }) => id === asked);
  const copied = from && from.kind === props.kind ? from : undefined;
  const title = copied
    ? t.duplicateTitle(copied.name)
    : props.kind === "email"
      ? t.createEmail
      : t.createTemplate;
  return (
    <Modal opened={view.create !== undefined} onClose={() => void close("create")} title={title}>
      {asked && <CreateForm key={asked} {...props} from={from} onCancel={() => void close("create")} />}
    </Modal>
  );
}

function CreateForm({
  kind,
  messages,
  dataCenters,
  from,
  onCancel,
}: Props & { from: MessageRow | undefined; onCancel(): void }) {
  const router = useRouter();
  const only = dataCenters.length === 1 ? dataCenters[0]?.id : undefined;
  const first = from?.dataCenterId ?? only;
  const [name, setName] = useState(() => (from && from.kind === kind ? t.copyOf(from.name) : ""));
  const [dataCenter, setDataCenter] = useState(first === undefined ? null : String(first));
  const [source, setSource] = useState(from?.id ?? "");
  const [unchosen, setUnchosen] = useState(false);
  const { run, pending, problem } = useAction();
  const fault = problem?.errors.find(({ path }) => path === "name");
  const sources = messages.filter(
    ({ id, kind: each, dataCenterId }) =>
      (each === "template" || id === from?.id) && String(dataCenterId) === dataCenter,
  );
  const save = async () => {
    setUnchosen(dataCenter === null);
    if (dataCenter === null) return;
    const input = { name, kind, dataCenterId: Number(dataCenter), ...(source && { from: source }) };
    const result = await run(() => create(input));
    if (!result.ok) return;
    notifications.show({ message: t.created(result.value.name), role: "status" });
    // In place of the dialog's address: going back leads to the list.
    router.replace(paths.message(result.value.id));
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
          description={t.nameHint}
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
          data={dataCenters.map(({ id, name: each }) => ({ value: String(id), label: each }))}
          value={dataCenter}
          onChange={(next) => {
            setDataCenter(next);
            // A template is of one data center.
            setSource("");
          }}
          error={unchosen && dataCenter === null && t.dataCenterMissing}
          allowDeselect={false}
        />
        {sources.length > 0 && (
          <Select
            label={t.beginWith}
            data={[
              { value: "", label: t.nothing },
              ...sources.map(({ id, name: each }) => ({ value: id, label: each })),
            ]}
            value={source}
            onChange={(next) => setSource(next ?? "")}
            allowDeselect={false}
          />
        )}
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
