"use client";

import { Box, Stack } from "@mantine/core";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { useListView } from "@/components/ui/use-list-view";
import type { EventRow } from "@/lib/events/schema";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";
import type { EventsView } from "../list-view";
import { eventColumns } from "./event-columns";
import { Filters } from "./filters";

interface Props {
  list: { rows: EventRow[]; next: string | null; searchedTo: string | null };
  view: EventsView;
  dataCenters: { id: number; name: string }[];
}

const NO_FILTER = { q: undefined, type: undefined, dataCenter: undefined, since: undefined };

export function EventsList({ list: { rows, next, searchedTo }, view, dataCenters }: Props) {
  const { go, pending } = useListView<EventsView>(paths.events, view);
  return (
    <Stack mt="lg" gap="md">
      <Filters view={view} dataCenters={dataCenters} go={go} />
      {rows.length > 0 ? (
        <DataTable
          label={t.title}
          columns={eventColumns(dataCenters)}
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
            {searchedTo && `. ${t.searchedTo(searchedTo)}`}
          </>
        }
      >
        <CursorPager cursor={view.cursor} next={next} go={go} />
      </ListFooter>
    </Stack>
  );
}
