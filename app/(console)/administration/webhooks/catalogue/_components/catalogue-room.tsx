"use client";

import { Box, Grid, Stack, Text } from "@mantine/core";
import { EmptyResult } from "@/components/ui/empty-result";
import { SearchField } from "@/components/ui/search-field";
import { useListView } from "@/components/ui/use-list-view";
import { type CatalogueView, paths } from "@/lib/paths";
import { eventCatalogue as t } from "@/texts/event-catalogue";
import type { Catalogue } from "../read-catalogue";
import { CatalogueList } from "./catalogue-list";
import { EventTypeDetail, type Usage } from "./event-type-detail";

interface Props {
  view: CatalogueView;
  catalogue: Catalogue;
  mayCreate: boolean;
  usage: Usage;
}

/** The list left, what was chosen right; on a narrow screen one of the two. */
export function CatalogueRoom({ view, catalogue, mayCreate, usage }: Props) {
  const { go, pending } = useListView(paths.eventCatalogue, view);
  const { chosen, groups, shown, all } = catalogue;
  return (
    <Grid mt="lg" gap="xl">
      <Grid.Col span={{ base: 12, md: 4 }} visibleFrom={chosen ? "md" : undefined}>
        <Stack gap="sm" aria-busy={pending}>
          <SearchField
            value={view.q ?? ""}
            placeholder={t.search}
            onSearch={(q) => go({ q: q || undefined }, { replace: true })}
          />
          <Text size="sm" c="dimmed" role="status">
            {t.found(shown, all)}
          </Text>
          {shown > 0 ? (
            <CatalogueList groups={groups} view={view} />
          ) : (
            <EmptyResult text={t.noMatch} onClear={() => go({ q: undefined })} />
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }} visibleFrom={chosen ? undefined : "md"}>
        {chosen ? (
          <EventTypeDetail
            key={chosen.type}
            chosen={chosen}
            view={view}
            mayCreate={mayCreate}
            usage={usage}
          />
        ) : (
          <Box c="dimmed" py="xl">
            <Text>{t.choose}</Text>
          </Box>
        )}
      </Grid.Col>
    </Grid>
  );
}
