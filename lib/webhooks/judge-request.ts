import { judgeCredential, namesSent, ownHeaders, type WrittenCredential } from "@/lib/authentication/judge";
import type { FieldProblem } from "@/lib/errors";
import { judgeHeaders } from "./header-rules";

/** What of a webhook shows in its requests' heads; values may be left out where they are stored. */
export interface RequestParts {
  url: string;
  authentication: WrittenCredential;
  headers: readonly { name: string; value?: string | null | undefined }[];
  /** Of a workflow's webhook, which chooses its content type. */
  template?: unknown;
}

/**
 * Judges authentication and headers together: no name twice, whoever sets it (decision 14).
 * @param connector the credential of the connector that the authentication names, once it is known
 */
export function judgeRequest(
  { url, authentication, headers, template }: RequestParts,
  connector?: WrittenCredential,
): FieldProblem[] {
  const errors = judgeCredential(authentication).map(({ path, ...fault }) => ({
    ...{ path: `authentication.${path}`, ...fault },
  }));
  const own = ownHeaders(authentication);
  const all = [...own, ...headers.map(({ name, value }) => ({ name, value: value ?? "" }))];
  const names = namesSent(connector ?? authentication);
  const sent = own.length > 0 ? [] : names.headers;
  const context = { sent, allowContentType: template !== undefined };
  for (const { index, part, message, remedy } of judgeHeaders(all, context)) {
    const mine = own[index];
    const place = mine ? `authentication.${mine.place}` : `headers.${index - own.length}.`;
    errors.push({ path: part === "all" ? "headers" : place + part, message, remedy });
  }
  if ((connector ?? authentication).type === "client_certificate" && /^http:/i.test(url)) {
    errors.push({
      ...{ path: "url", message: "begins with http, over which no client certificate is shown" },
      remedy: "Use an https address, or another connector.",
    });
  }
  const given = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  for (const name of names.query.filter((each) => given.has(each))) {
    errors.push({
      path: "url",
      message: `has the parameter ${name}, which the authentication appends`,
      remedy: "Take the parameter out of the URL, or set the authentication type to Not specified.",
    });
  }
  return errors;
}
