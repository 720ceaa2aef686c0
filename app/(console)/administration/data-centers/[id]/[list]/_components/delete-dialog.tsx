"use client";

import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { UsedItem } from "@/lib/data-centers/list-items";
import { type MasterList, segmentOf } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { masterList as t } from "@/texts/data-centers";
import { remove } from "../../../actions";
import { nameOf } from "./columns";
import { Gone } from "./gone";

interface Props {
  dataCenterId: number;
  list: MasterList;
  find(id: string | undefined): UsedItem | undefined;
}

/** Asks before it deletes; while webhooks use the item it names them instead. */
export function DeleteDialog({ dataCenterId, list, find }: Props) {
  const { view, close } = useDialogView();
  const item = useSticky(find(view.delete));
  const shown = view.delete === undefined || String(item?.id) === view.delete ? item : undefined;
  return (
    <Modal
      opened={view.delete !== undefined}
      onClose={() => close("delete")}
      title={shown ? t.deleteTitle(list, nameOf(shown)) : t.goneTitle}
    >
      {!shown ? (
        <Gone list={list} dialog="delete" />
      ) : shown.usedBy.length > 0 ? (
        <InUse list={list} item={shown} />
      ) : (
        <Delete key={shown.id} dataCenterId={dataCenterId} list={list} item={shown} />
      )}
    </Modal>
  );
}

function InUse({ list, item }: { list: MasterList; item: UsedItem }) {
  const { close } = useDialogView();
  return (
    <Stack>
      <Text size="sm">{t.inUse(list, item.usedBy.length)}</Text>
      <List size="sm">
        {item.usedBy.map(({ id, label }) => (
          <List.Item key={id}>
            <TextLink href={paths.webhook(id)}>{label}</TextLink>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("delete")} data-autofocus>
          {t.close}
        </Button>
      </Group>
    </Stack>
  );
}

function Delete({ dataCenterId, list, item }: { dataCenterId: number; list: MasterList; item: UsedItem }) {
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const confirm = async () => {
    const result = await run(() => remove(dataCenterId, segmentOf(list), item.id));
    if (!result.ok) return;
    notifications.show({ message: t.deleted(nameOf(item)), role: "status" });
    await closeAndRefresh("delete");
  };
  return (
    <Stack>
      {problem && <ProblemAlert title={t.notDeleted}>{problem.detail}</ProblemAlert>}
      <Text size="sm">{t.deleteExplained(list)}</Text>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => close("delete")} data-autofocus disabled={pending}>
          {common.cancel}
        </Button>
        <Button color="red" onClick={confirm} loading={pending}>
          {t.delete}
        </Button>
      </Group>
    </Stack>
  );
}
