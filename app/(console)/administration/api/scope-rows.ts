import { type OperationLink, operationsNeeding } from "@/lib/api/find-operations";
import { SCOPE_GROUPS } from "@/texts/api-keys";

export interface ScopeRow {
  scope: string;
  allows: string;
  operations: OperationLink[];
}

/** Every scope that a key can be given, with what it opens. */
export const scopeRows = (): ScopeRow[] =>
  SCOPE_GROUPS.flatMap(({ scopes }) =>
    scopes.map(({ scope, allows }) => ({ scope, allows, operations: operationsNeeding(scope) })),
  );
