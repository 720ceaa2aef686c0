"use client";

import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useConsole, useIsAdministrator } from "@/components/console-context";
import { CopyButton } from "@/components/ui/copy-button";
import { showProblem, useAction } from "@/components/ui/use-action";
import { runQueries } from "@/lib/runs/queries";
import type { InspectedRun } from "@/lib/runs/schema";
import { runInspector as t } from "@/texts/run-inspector";
import { asCurl } from "./as-curl";

export function RunActions({ inspected }: { inspected: InspectedRun }) {
  const { request } = inspected.run;
  return (
    <Group gap="xs">
      <Resend inspected={inspected} />
      {request && <CopyButton label={t.copyAsCurl} value={asCurl(request)} />}
      {typeof request?.body === "string" && <CopyButton label={t.copyBody} value={request.body} />}
    </Group>
  );
}

/** Sends the same bytes again as a new delivery; a test, or what is no longer kept, can't be resent. */
function Resend({ inspected: { delivery, event, webhook } }: { inspected: InspectedRun }) {
  const { actions } = useConsole();
  const administrator = useIsAdministrator();
  const queryClient = useQueryClient();
  const { run, pending } = useAction();
  if (!administrator || !delivery || !event || webhook.status !== "active") return null;

  const resend = async () => {
    const result = await run(() => actions.resend(delivery.id));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.resent, role: "status" });
    await queryClient.invalidateQueries({ queryKey: runQueries.ofWebhook(webhook.id) });
  };
  return (
    <Button size="xs" loading={pending} leftSection={<IconRefresh size={16} aria-hidden />} onClick={resend}>
      {t.resend}
    </Button>
  );
}
