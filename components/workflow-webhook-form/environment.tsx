"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { dataCenterQueries } from "@/lib/data-centers/queries";
import type { MasterItems } from "@/lib/data-centers/schema";
import type { TemplateScope } from "@/lib/templates/names";

export interface Environment {
  /** Of the data center. */
  fields: readonly MasterItems["fields"][];
  /** Names of parameters that its events have. */
  parameters: readonly string[];
  /** Whose values the result is shown with. */
  scope: TemplateScope;
}

const Context = createContext<Environment | null>(null);

/** What templates may name, and the values that they are shown with; the same lists from one render to the next. */
export function EnvironmentProvider({ value, children }: { value: Environment; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useEnvironment(): Environment {
  const value = useContext(Context);
  if (!value) throw new Error("useEnvironment needs an EnvironmentProvider above it.");
  return value;
}

const NONE: MasterItems["fields"][] = [];

/** The fields of a data center; none while they are read or none is chosen. */
export function useFields(dataCenterId: number | null) {
  const query = useQuery({
    ...dataCenterQueries.list(dataCenterId ?? 0, "fields"),
    enabled: dataCenterId !== null,
  });
  return useMemo(
    () => ({
      fields: query.data ?? NONE,
      loading: dataCenterId !== null && query.isLoading,
      error: query.error,
      refetch: query.refetch,
    }),
    [query.data, query.isLoading, query.error, query.refetch, dataCenterId],
  );
}
