import type { ApiDocument, ApiOperation } from "@/lib/api/queries";

interface Place {
  /** The very one that the browser is on: no other takes the session's cookie. */
  origin: string;
  clientId: number;
}

/**
 * The document with calls that go to this site and with the account that is looked at filled in. Other examples of
 * addresses are left out, since the page would fill them in too: nobody shall call with an id that means nothing here.
 */
export function forThisPage(document: ApiDocument, { origin, clientId }: Place): ApiDocument {
  // What webhooks are sent can't be called.
  const { webhooks: _, ...calls } = document;
  const fill = (operation: ApiOperation): ApiOperation => ({
    ...operation,
    parameters: operation.parameters?.map(({ example, ...parameter }) => {
      if (parameter.in !== "path") return { ...parameter, ...(example !== undefined && { example }) };
      return parameter.name === "clientId" ? { ...parameter, example: clientId } : parameter;
    }),
  });
  const paths = Object.entries(calls.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, fill(operation)])),
  ]);
  return { ...calls, servers: [{ url: origin }], paths: Object.fromEntries(paths) };
}

/** The ids of the operations that every word typed is about: part of the name, the id, the method or the path. */
export function findOperations({ paths }: ApiDocument, text: string): Set<string> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, { operationId, summary }]) => {
        const about = `${method} ${path} ${operationId} ${summary}`.toLowerCase();
        return words.every((word) => about.includes(word));
      })
      .map(([, { operationId }]) => operationId),
  );
  return new Set(found);
}
