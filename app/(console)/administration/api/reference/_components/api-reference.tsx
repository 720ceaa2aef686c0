"use client";

import { Box, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { SearchField } from "@/components/ui/search-field";
import { apiQueries } from "@/lib/api/queries";
import { apiReference as t } from "@/texts/api-reference";
import { findOperations, forThisPage } from "../document";

/** Half a megabyte on its way, which no other page needs. */
const Swagger = dynamic(() => import("./swagger").then(({ Swagger }) => Swagger), {
  ssr: false,
  loading: () => <Loading />,
});

/** The interactive reference, made of the API's own document. */
export function ApiReference({ clientId }: { clientId: number }) {
  const { data, error, refetch } = useQuery(apiQueries.document());
  const [text, setText] = useState("");
  const document = useMemo(
    () => data && forThisPage(data, { origin: window.location.origin, clientId }),
    [data, clientId],
  );
  const found = useMemo(() => document && findOperations(document, text), [document, text]);
  if (error) {
    return (
      <Box mt="lg" maw={760}>
        <ProblemAlert title={t.notLoaded} onRetry={() => refetch()}>
          {t.notLoadedText}
        </ProblemAlert>
      </Box>
    );
  }
  if (!document || !found) return <Loading />;
  return (
    <Stack mt="lg" gap="sm">
      <Box component="search" maw={360}>
        <SearchField value={text} label={t.filter} placeholder={t.filterPlaceholder} onSearch={setText} />
      </Box>
      <Text size="sm" c="dimmed" role="status">
        {found.size > 0 ? t.found(found.size) : t.nothingFound}
      </Text>
      <Swagger document={document} shown={found} />
    </Stack>
  );
}

function Loading() {
  return (
    <Stack mt="lg" gap="xs">
      <VisuallyHidden role="status">{t.loading}</VisuallyHidden>
      {[1, 2, 3, 4, 5, 6].map((line) => (
        <Skeleton key={line} height={44} />
      ))}
    </Stack>
  );
}
