"use client";

import { Drawer, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import { inboxQueries } from "@/lib/inbox/queries";
import { inbox as t } from "@/texts/inbox";
import { RequestDetails } from "./request-details";

/** One request over the list, which goes on growing underneath; the address says which. */
export function RequestDrawer({ token }: { token: string }) {
  const { view, close } = useDialogView();
  const id = view.request;
  const shown = useSticky(id);
  const { data, error, refetch } = useQuery({
    ...inboxQueries.request(token, shown ?? ""),
    enabled: id !== undefined,
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={() => close("request")}
      position="right"
      size="xl"
      title={t.request}
    >
      {error ? (
        <ProblemAlert title={t.requestGone} onRetry={() => refetch()}>
          <Text span size="sm">
            {error.message} {t.requestGoneHint}
          </Text>
        </ProblemAlert>
      ) : data ? (
        <RequestDetails key={data.id} request={data} />
      ) : (
        <Stack aria-busy="true">
          <VisuallyHidden role="status">{t.loading}</VisuallyHidden>
          <Skeleton h={24} w="50%" />
          <Skeleton h={120} />
          <Skeleton h={180} />
        </Stack>
      )}
    </Drawer>
  );
}
