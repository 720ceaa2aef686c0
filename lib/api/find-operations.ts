import type { ProblemName } from "@/lib/errors";
import type { Scope } from "@/lib/vocabulary";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { problemsOf } from "./problems-of";

/** What a link to an operation shows. */
export type OperationLink = Pick<Operation, "id" | "section" | "method" | "path" | "summary">;

/** The operations that a key needs a scope for. */
export const operationsNeeding = (scope: Scope): OperationLink[] =>
  linksTo((operation) => operation.scope === scope);

/** The operations that can be answered with a problem; `every` where each of them can. */
export function operationsWith(name: ProblemName): OperationLink[] | "every" {
  const found = linksTo((operation) => [...problemsOf(operation).values()].flat().includes(name));
  return found.length === OPERATIONS.length ? "every" : found;
}

const linksTo = (isMeant: (operation: Operation) => boolean): OperationLink[] =>
  OPERATIONS.filter(isMeant).map(linkTo);

const linkTo = ({ id, section, method, path, summary }: Operation): OperationLink => ({
  ...{ id, section, method, path, summary },
});
