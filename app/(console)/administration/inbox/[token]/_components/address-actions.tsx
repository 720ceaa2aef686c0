"use client";

import { Button, Group, List, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconEraser, IconPencil, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { inboxQueries } from "@/lib/inbox/queries";
import type { InboxAddress } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";
import { clear, remove } from "../../actions";
import { RenameDialog } from "./rename-dialog";

export function AddressActions({ address }: { address: InboxAddress }) {
  const { open } = useDialogView();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => open({ rename: "1" })}
      >
        {t.rename}
      </Button>
      <Button
        variant="default"
        leftSection={<IconEraser size={16} aria-hidden />}
        onClick={() => open({ clear: "1" })}
      >
        {t.clear}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => open({ delete: address.token })}
      >
        {t.remove}
      </Button>
      <RenameDialog address={address} />
      <ClearDialog token={address.token} />
      <RemoveDialog address={address} />
    </Group>
  );
}

function ClearDialog({ token }: { token: string }) {
  const { view, close, closeAndRefresh } = useDialogView();
  const { run, pending } = useAction();
  const queryClient = useQueryClient();

  const confirm = async () => {
    const result = await run(() => clear(token));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.cleared, role: "status" });
    await queryClient.invalidateQueries({ queryKey: inboxQueries.all(token) });
    await closeAndRefresh("clear");
  };
  return (
    <ConfirmDialog
      opened={view.clear !== undefined}
      title={t.clearTitle}
      confirmLabel={t.clear}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={() => close("clear")}
    >
      {t.clearText}
    </ConfirmDialog>
  );
}

/** Says before it is tried that webhooks still send here; the server refuses it all the same. */
function RemoveDialog({ address }: { address: InboxAddress }) {
  const { view, close } = useDialogView();
  const { run, pending, problem, clearProblem } = useAction();
  const router = useRouter();

  const confirm = async () => {
    const result = await run(() => remove(address.token));
    if (!result.ok) return;
    notifications.show({ message: t.removed(address.name), role: "status" });
    router.replace(paths.inbox());
  };
  const cancel = () => {
    clearProblem();
    void close("delete");
  };
  return (
    <ConfirmDialog
      opened={view.delete !== undefined}
      title={t.removeTitle(address.name)}
      confirmLabel={t.remove}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <Stack gap="sm">
        <Text size="sm">{t.removeText}</Text>
        {address.webhooks.length > 0 && (
          <>
            <Text size="sm">{t.removeUsed}</Text>
            <List size="sm">
              {address.webhooks.map(({ id, label }) => (
                <List.Item key={id}>{label}</List.Item>
              ))}
            </List>
          </>
        )}
        {problem && <ProblemAlert title={t.notRemoved}>{problem.detail}</ProblemAlert>}
      </Stack>
    </ConfirmDialog>
  );
}
