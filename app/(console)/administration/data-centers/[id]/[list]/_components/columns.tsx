import { ActionIcon, Code, Group, Text } from "@mantine/core";
import { IconKey, IconPencil, IconTrash } from "@tabler/icons-react";
import type { Column } from "@/components/data-table/data-table";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { UsedItem } from "@/lib/data-centers/list-items";
import type { MasterList } from "@/lib/data-centers/schema";
import { common } from "@/texts/common";
import { masterList as t } from "@/texts/data-centers";

type ItemColumn = Column<UsedItem>;

/** What a list shows of its items; who may change them gets the buttons for it. */
export function columnsOf(list: MasterList, administrator: boolean): ItemColumn[] {
  return [
    { title: list === "fields" ? t.columns.label : t.columns.name, cell: (item) => <Name item={item} /> },
    { title: t.columns.id, numeric: true, width: 120, cell: ({ id }) => id },
    ...OWN_COLUMNS[list],
    ...(administrator ? [ACTIONS] : []),
  ];
}

const OWN_COLUMNS: Record<MasterList, ItemColumn[]> = {
  personas: [
    {
      title: t.columns.threshold,
      numeric: true,
      cell: (item) => ("threshold" in item ? item.threshold.toLocaleString("en") : null),
    },
  ],
  leadScorings: [{ title: t.columns.stages, cell: (item) => <Stages item={item} /> }],
  fields: [
    { title: t.columns.code, cell: (item) => ("code" in item ? <Code>{item.code}</Code> : null) },
    { title: t.columns.type, cell: (item) => ("type" in item ? t.types[item.type] : null) },
    { title: t.columns.keyField, cell: (item) => <KeyField item={item} /> },
  ],
  mailings: [],
  communicationTypes: [],
};

const ACTIONS: ItemColumn = {
  title: common.actions,
  hideTitle: true,
  numeric: true,
  width: 96,
  cell: (item) => <Actions item={item} />,
};

export const nameOf = (item: UsedItem) => ("label" in item ? item.label : item.name);

function Name({ item }: { item: UsedItem }) {
  return (
    <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
      {nameOf(item)}
    </Text>
  );
}

function Stages({ item }: { item: UsedItem }) {
  if (!("stages" in item)) return null;
  if (item.stages.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.noStage}
      </Text>
    );
  }
  return item.stages
    .toSorted((one, other) => one.threshold - other.threshold)
    .map(({ id, name, threshold }) => (
      <Text key={id} size="sm" style={{ overflowWrap: "anywhere" }}>
        {t.stage(name, threshold)}
      </Text>
    ));
}

function KeyField({ item }: { item: UsedItem }) {
  if (!("keyField" in item) || !item.keyField) {
    return (
      <Text size="sm" c="dimmed">
        {t.isNoKeyField}
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <IconKey size={16} aria-hidden />
      {t.isKeyField}
    </Group>
  );
}

function Actions({ item }: { item: UsedItem }) {
  const { open } = useDialogView();
  const name = nameOf(item);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <LazyTooltip label={t.edit}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.editNamed(name)}
          onClick={() => open({ edit: String(item.id) })}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
      <LazyTooltip label={t.delete}>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={t.deleteNamed(name)}
          onClick={() => open({ delete: String(item.id) })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
    </Group>
  );
}
