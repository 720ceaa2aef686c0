"use client";

import { Drawer, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import { runQueries } from "@/lib/runs/queries";
import { common } from "@/texts/common";
import { runInspector as t } from "@/texts/run-inspector";
import { RunInspector } from "./run-inspector";

export function InspectorDrawer({ runId }: { runId: string | undefined }) {
  const { close, change } = useDialogView();
  const shown = useSticky(runId);
  const { data, error, refetch } = useQuery({
    ...runQueries.inspect(shown ?? ""),
    enabled: runId !== undefined,
  });
  return (
    <Drawer
      opened={runId !== undefined}
      onClose={() => close("run")}
      position="right"
      size="xl"
      zIndex={300}
      title={data ? t.titleOf(data.webhook.label) : t.title}
    >
      {error ? (
        <ProblemAlert title={t.notLoaded} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      ) : data ? (
        <RunInspector key={data.run.id} inspected={data} onOpenRun={(run) => change({ run })} />
      ) : (
        <Stack aria-busy="true">
          <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
          <Skeleton h={24} w="50%" />
          <Skeleton h={90} />
          <Skeleton h={180} />
        </Stack>
      )}
    </Drawer>
  );
}
