"use client";

import { Box, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useIsAdministrator } from "@/components/console-context";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { ReplayButtons } from "@/components/replays/replay-buttons";
import { ReplayCards } from "@/components/replays/replay-cards";
import { ReplayDialog } from "@/components/replays/replay-dialog";
import { SelectionBar } from "@/components/replays/selection-bar";
import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useListView } from "@/components/ui/use-list-view";
import { deliveryQueries } from "@/lib/deliveries/queries";
import type { DeliveryRows } from "@/lib/deliveries/schema";
import { paths } from "@/lib/paths";
import { deliveriesText as t } from "@/texts/deliveries";
import { type DeliveriesView, isFiltered } from "../list-view";
import { type Cancel, CancelDialog } from "./cancel-dialog";
import { deliveryColumns, isChoosable } from "./delivery-columns";
import { Filters } from "./filters";

interface Props {
  /** As the server read it; from then on it is asked for every few seconds. */
  initial: DeliveryRows;
  view: DeliveriesView;
  webhooks: { id: string; label: string }[];
  cancel: Cancel;
}

const NO_FILTER = { q: undefined, state: undefined, webhook: undefined, reason: undefined, since: undefined };

export function DeliveriesList({ initial, view, webhooks, cancel }: Props) {
  const { go, pending } = useListView<DeliveriesView>(paths.deliveries, view);
  const { view: dialogs } = useDialogView();
  const administrator = useIsAdministrator();
  // While something lies over the list nothing may move underneath.
  const live = Object.values(dialogs).every((value) => value === undefined);
  const { data, error, refetch } = useQuery({
    ...deliveryQueries.list(view, { live }),
    initialData: initial,
  });
  const { rows, next, searchedTo } = data;
  const waiting = view.state === "pending" && view.q === undefined;
  const choosable = rows.filter(isChoosable).map(({ id }) => id);
  const [picked, setChosen] = useState<string[]>([]);
  // What has left the page is no longer seen, so it is not sent either.
  const chosen = picked.filter((id) => choosable.includes(id));

  if (rows.length === 0 && !view.cursor && !isFiltered(view)) return <NoDelivery />;
  return (
    <Stack mt="lg" gap="md">
      <Filters view={view} webhooks={webhooks} go={go} />
      <ReplayButtons webhookId={view.webhook} />
      <ReplayCards webhookId={view.webhook} />
      {error && (
        <ProblemAlert title={t.notUpToDate} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      )}
      {waiting && (
        <Text size="sm" c="dimmed">
          {t.waitingOrder}
        </Text>
      )}
      {administrator && rows.length > 0 && (
        <SelectionBar choosable={choosable} chosen={chosen} onChange={setChosen} />
      )}
      {rows.length > 0 ? (
        <DataTable
          label={t.title}
          columns={deliveryColumns(administrator, { chosen, onChange: setChosen })}
          rows={rows}
          rowKey={({ id }) => id}
          pending={pending}
        />
      ) : (
        <Box aria-busy={pending}>
          <EmptyResult text={next ? t.noMatchSoFar : t.noMatch} onClear={() => go(NO_FILTER)} />
        </Box>
      )}
      <ListFooter
        status={
          <>
            {t.onThisPage(rows.length)}
            {searchedTo && `. ${t.searchedTo(searchedTo, waiting)}`}
          </>
        }
      >
        <CursorPager
          cursor={view.cursor}
          next={next}
          go={go}
          {...(waiting && { words: { first: t.first, next: t.following } })}
        />
      </ListFooter>
      <CancelDialog rows={rows} cancel={cancel} />
      <ReplayDialog kind="failed" id={dialogs.resendFailed} webhooks={webhooks} />
      <ReplayDialog kind="missed" id={dialogs.replayMissed} webhooks={webhooks} />
      <InspectorDrawer runId={dialogs.run} />
    </Stack>
  );
}

const NoDelivery = () => (
  <Box mt="lg">
    <EmptyState
      title={t.emptyTitle}
      action={
        <Button component={Link} prefetch={false} href={paths.events()} variant="default">
          {t.toEvents}
        </Button>
      }
    >
      {t.emptyText}
    </EmptyState>
  </Box>
);
