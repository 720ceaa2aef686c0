"use client";

import { Button, FileInput, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { MAX_COLUMNS } from "@/lib/contacts/import-schema";
import { contactQueries } from "@/lib/contacts/queries";
import { common } from "@/texts/common";
import { contactImports as t } from "@/texts/contact-imports";
import { type Field, faultOf, guessMapping, type Target, toImport } from "./column-mapping";
import { MappingTable } from "./mapping-table";
import { MAX_FILE_BYTES, type ReadFile } from "./read-csv";
import { UploadProgress } from "./upload-progress";
import { useUpload } from "./use-upload";

interface Props {
  dataCenter: string;
  groups: { id: number; name: string }[];
  fields: Field[];
}

/** Choose a file, see its first rows, say what each column becomes, send it. */
export function ImportDialog({ dataCenter, groups, fields }: Props) {
  const { view, close } = useDialogView();
  const queries = useQueryClient();
  const { upload, sent, problem } = useUpload();
  const [file, setFile] = useState<ReadFile>();
  const [mapping, setMapping] = useState<Target[]>([]);
  const [fault, setFault] = useState<string>();
  const [groupId, setGroupId] = useState<string | null>(null);
  const sending = sent !== undefined;

  const choose = async (chosen: File | null) => {
    setFile(undefined);
    setFault(undefined);
    if (!chosen) return;
    if (chosen.size > MAX_FILE_BYTES) return setFault(t.tooLarge);
    try {
      // Loaded when it is first wanted: nobody else needs it.
      const { readCsv } = await import("./read-csv");
      const read = readCsv(chosen.name, new Uint8Array(await chosen.arrayBuffer()));
      if (read.rows.length === 0) return setFault(t.noRows);
      if (read.heading.length > MAX_COLUMNS) return setFault(t.tooManyColumns(MAX_COLUMNS));
      setFile(read);
      setMapping(guessMapping(read.heading, fields));
    } catch {
      setFault(t.unreadable);
    }
  };
  const submit = async (read: ReadFile) => {
    const group = groupId === null ? null : Number(groupId);
    if (!(await upload(dataCenter, read, { ...toImport(mapping, read.heading), groupId: group }))) return;
    notifications.show({ message: t.started, role: "status" });
    setFile(undefined);
    await close("create");
    await queries.invalidateQueries({ queryKey: contactQueries.all });
  };
  const wrong = faultOf(mapping);
  const leftOut = mapping.filter((target) => target === null).length;
  return (
    <Modal
      opened={view.create !== undefined}
      onClose={() => !sending && close("create")}
      title={t.dialogTitle}
      size="xl"
    >
      <Stack>
        {problem && <ProblemAlert title={t.notStarted}>{problem.detail}</ProblemAlert>}
        <FileInput
          label={t.file}
          description={t.fileDescription}
          placeholder={t.filePlaceholder}
          accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          // Mantine's own is too faint in the dark.
          styles={{ placeholder: { color: "var(--mantine-color-dimmed)" } }}
          error={fault}
          disabled={sending}
          onChange={choose}
          data-autofocus
        />
        {file && (
          <>
            <Text size="sm" role="status">
              {t.facts(file.rows.length, file.encoding, t.delimiters[file.delimiter] ?? file.delimiter)}
            </Text>
            <MappingTable file={file} mapping={mapping} fields={fields} onChange={setMapping} />
            {leftOut > 0 && (
              <Text size="sm" c="dimmed">
                {t.leftOut(leftOut)}
              </Text>
            )}
            <Select
              label={t.group}
              placeholder={t.noGroup}
              data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={groupId}
              clearable
              onChange={setGroupId}
            />
            {wrong && (
              <Text size="sm" c="red" role="alert">
                {wrong}
              </Text>
            )}
          </>
        )}
        {sending && <UploadProgress sent={sent} of={file?.rows.length ?? 0} />}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => close("create")} disabled={sending}>
            {common.cancel}
          </Button>
          {file && (
            <Button onClick={() => submit(file)} loading={sending} disabled={wrong !== undefined}>
              {t.upload(file.rows.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
