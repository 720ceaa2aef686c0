"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useConsole, useIsAdministrator } from "@/components/console-context";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { InspectedRun } from "@/lib/runs/schema";
import { explainRun, failedOnlyByRule } from "@/texts/explain-run";
import { runInspector as t } from "@/texts/run-inspector";
import { whatNext } from "@/texts/what-next";

/** What the endpoint answered, what we do next and when, what you can do; with one button where one helps. */
export function RunVerdict({ inspected }: { inspected: InspectedRun }) {
  const { run, detail } = inspected;
  if (run.verdict === "succeeded") return null;
  const { title, cause, remedy } = explainRun(run);
  return (
    <Alert color="red" variant="light" title={title}>
      <Stack gap={6}>
        <Text size="sm" c="inherit">
          {cause}
        </Text>
        {detail && (
          <Text size="xs" c="inherit" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {detail}
          </Text>
        )}
        <Text size="sm" c="inherit">
          <b>{t.whatNext}</b> {whatNext(inspected, new Date())}
        </Text>
        <Text size="sm" c="inherit">
          <b>{t.whatToDo}</b> {remedy}
        </Text>
        {failedOnlyByRule(run) && <AcceptEvery2xx webhookId={inspected.webhook.id} />}
      </Stack>
    </Alert>
  );
}

function AcceptEvery2xx({ webhookId }: { webhookId: string }) {
  const { actions } = useConsole();
  const administrator = useIsAdministrator();
  const { run, pending } = useAction();
  const router = useRouter();
  if (!administrator) return null;

  const accept = async () => {
    const result = await run(() => actions.update(webhookId, { delivery: { success: "2xx" } }));
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.acceptsEvery2xx, role: "status" });
    router.refresh();
  };
  return (
    <Group mt={4}>
      <Button size="xs" variant="default" loading={pending} onClick={accept}>
        {t.acceptEvery2xx}
      </Button>
    </Group>
  );
}
