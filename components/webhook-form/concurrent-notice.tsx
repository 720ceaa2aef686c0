"use client";

import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useConnectors } from "@/components/connector-form/use-connectors";
import { useConsole } from "@/components/console-context";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { concurrentEdit, webhookSettings } from "@/texts/webhook-settings";
import { type ChangedField, changedFields } from "./changed-fields";
import type { FormValues } from "./form-values";
import { type Known, type SettingInWords, savedInWords } from "./settings-in-words";
import type { ConcurrentEdit } from "./use-concurrent-edit";
import { usePeople } from "./use-people";

const t = concurrentEdit;

type InWords = (values: unknown, known: Known) => SettingInWords[];

interface Props {
  edit: ConcurrentEdit;
  /** What stands in the form. */
  yours: InWords;
  /** Grows with each save that was refused because of it: the notice then asks for an answer. */
  refused: number;
  pending: boolean;
  onKeepMine: () => void;
}

/** Somebody else saved meanwhile: who, when, what, and three ways on. */
export function ConcurrentNotice({ edit, yours, refused, pending, onKeepMine }: Props) {
  const { change, theirs } = edit;
  const [opened, setOpened] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const table = useId();
  useEffect(() => {
    if (refused > 0) place.current?.focus();
  }, [refused]);
  if (!change) return null;
  return (
    <Alert
      ref={place}
      tabIndex={-1}
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconUsers aria-hidden />}
      title={
        <>
          {t.title(change.by)} <RelativeTime iso={change.at} />
        </>
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="inherit">
          {t.text}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-expanded={opened}
            aria-controls={table}
            onClick={() => setOpened(!opened)}
          >
            {opened ? t.hide : t.show}
          </Button>
          <Button size="xs" variant="default" title={t.keepMineHint} loading={pending} onClick={onKeepMine}>
            {t.keepMine}
          </Button>
          <Button
            size="xs"
            variant="default"
            title={t.takeTheirsHint}
            disabled={!theirs || pending}
            onClick={edit.takeTheirs}
          >
            {t.takeTheirs}
          </Button>
        </Group>
        <div id={table}>{opened && <WhatChanged edit={edit} yours={yours} />}</div>
      </Stack>
    </Alert>
  );
}

const COLUMNS: Column<ChangedField>[] = [
  { title: t.field, cell: ({ label }) => label },
  { title: t.theirs, cell: ({ theirs }) => <Lines lines={theirs} /> },
  { title: t.yours, cell: ({ yours }) => <Lines lines={yours} /> },
];

function WhatChanged({ edit, yours }: { edit: ConcurrentEdit; yours: InWords }) {
  const { base, change, theirs } = edit;
  const { dataCenters } = useConsole();
  const { control } = useFormContext<FormValues>();
  const values = useWatch({ control }) as FormValues;
  const ids = [base, theirs, values].flatMap((each) => each?.notifyUserIds ?? []);
  const { nameOf } = usePeople([...new Set(ids)]);
  const { nameOf: connectorName } = useConnectors();
  const known = { dataCenters, nameOf, connectorName };
  if (!base || !theirs) return <Skeleton h={80} role="status" aria-busy aria-label={t.loading} />;
  const fields = changedFields(
    savedInWords(base, known),
    savedInWords(theirs, known, change?.replacedSecrets),
    yours(values, known),
  );
  if (fields.length === 0) return <Text size="sm">{t.nothing}</Text>;
  return (
    <DataTable label={t.tableLabel} columns={COLUMNS} rows={fields} rowKey={({ label }) => label} dense />
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <Text size="sm" component="div" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
      {lines.length > 0 ? lines.join("\n") : webhookSettings.none}
    </Text>
  );
}
