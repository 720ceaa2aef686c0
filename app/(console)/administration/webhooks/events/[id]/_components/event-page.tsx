"use client";

import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { TRAILS } from "@/app/(console)/rooms";
import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { PageHeader } from "@/components/ui/page-header";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { InspectedEvent } from "@/lib/events/inspected-schema";
import { eventQueries } from "@/lib/events/queries";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";
import { triggerLabel } from "@/texts/triggers";
import { EventFacts } from "./event-facts";
import { NotMatched } from "./not-matched";
import { Owed } from "./owed";
import { PostedPart } from "./posted-part";

/** What happened, to whom it is owed and how that goes, and why nobody else gets it. */
export function EventPage({ initial }: { initial: InspectedEvent }) {
  const { view } = useDialogView();
  const { data, error, refetch } = useQuery({
    ...eventQueries.inspect(initial.event.id, { live: view.run === undefined }),
    initialData: initial,
  });
  const { event, owed } = data;
  const title = triggerLabel(event.type);
  return (
    <Stack gap="xl">
      <PageHeader
        trail={[...TRAILS.webhooks, { label: t.title, href: paths.events() }, { label: title }]}
        title={title}
      />
      {error && (
        <ProblemAlert title={t.notUpToDate} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      )}
      <EventFacts event={event} dataCenterName={data.dataCenterName} />
      <Owed owed={owed} />
      <NotMatched inspected={data} />
      <PostedPart title={t.contact} value={event.contact} copyLabel={t.copyContact} none={t.noContact} />
      <PostedPart title={t.data} value={event.data} copyLabel={t.copyData} none={t.noData} />
      <InspectorDrawer runId={view.run} />
    </Stack>
  );
}
