"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useSticky } from "@/components/ui/use-sticky";
import type { ApiKeyView } from "@/lib/api-keys/schema";
import { apiKeys as t } from "@/texts/api-keys";
import { revoke } from "../actions";

interface Props {
  /** The key that is asked about; undefined closes the dialog. */
  apiKey: ApiKeyView | undefined;
  onClose(): void;
}

export function RevokeDialog({ apiKey, onClose }: Props) {
  const { run, pending } = useAction();
  const router = useRouter();
  const shown = useSticky(apiKey);

  const confirm = async () => {
    if (!apiKey) return;
    const result = await run(() => revoke(apiKey.id));
    onClose();
    router.refresh();
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.revoked(apiKey.name), role: "status" });
  };

  return (
    <ConfirmDialog
      opened={apiKey !== undefined}
      title={t.revokeTitle(shown?.name ?? "")}
      confirmLabel={t.revoke}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {shown && <WhatStops apiKey={shown} />}
    </ConfirmDialog>
  );
}

function WhatStops({ apiKey: { hint, scopes, lastUsedAt } }: { apiKey: ApiKeyView }) {
  const stops = scopes.flatMap((scope) => t.stops[scope] ?? []);
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t.revokeText(hint)}
        {stops.length > 0 ? stops.join("; ") : t.stopsAll}.
      </Text>
      <Text size="sm">
        {lastUsedAt ? (
          <>
            {t.usedLast} <RelativeTime iso={lastUsedAt} />.
          </>
        ) : (
          t.neverUsed
        )}
      </Text>
      <Text size="sm">{t.revokeForGood}</Text>
    </Stack>
  );
}
