"use client";

import { useQuery } from "@tanstack/react-query";
import { connectorQueries } from "@/lib/connectors/queries";
import { connectors as t } from "@/texts/connectors";

/** The account's connectors, for those who choose or name one. */
export function useConnectors({ enabled = true }: { enabled?: boolean } = {}) {
  const query = useQuery({ ...connectorQueries.list(), enabled });
  const connectors = query.data?.connectors;
  return {
    ...query,
    connectors,
    /** One that is chosen somewhere, by its name; nothing while that isn't known. */
    nameOf: (id: string): string | undefined =>
      connectors && (connectors.find((each) => each.id === id)?.name ?? t.unknown),
  };
}
