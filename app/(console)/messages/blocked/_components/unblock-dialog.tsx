"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useSticky } from "@/components/ui/use-sticky";
import { blockedAddresses as t } from "@/texts/blocked-addresses";
import { unblock } from "../../actions";

interface Props {
  dataCenter: string;
  pattern: string | undefined;
  onClose(): void;
}

export function UnblockDialog({ dataCenter, pattern, onClose }: Props) {
  const router = useRouter();
  const { run, pending, problem, clearProblem } = useAction();
  const shown = useSticky(pattern);
  return (
    <ConfirmDialog
      opened={pattern !== undefined}
      title={shown ? t.unblockTitle(shown) : ""}
      confirmLabel={t.unblock}
      pending={pending}
      onConfirm={async () => {
        if (pattern === undefined) return;
        const result = await run(() => unblock(dataCenter, pattern));
        if (!result.ok) return;
        notifications.show({ message: t.unblocked(pattern), role: "status" });
        onClose();
        router.refresh();
      }}
      onCancel={() => {
        clearProblem();
        onClose();
      }}
    >
      <Stack gap="xs">
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <Text size="sm">{t.unblockText}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
