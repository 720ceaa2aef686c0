import type { FieldProblem } from "@/lib/errors";
import { paths } from "@/lib/paths";

/** A problem document as the console's own routes answer with it. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldProblem[];
}

export class FetchProblem extends Error {
  constructor(readonly problem: ProblemBody) {
    super(problem.detail);
    this.name = "FetchProblem";
  }
}

/** Reads JSON for the browser. A session that has ended leads to the sign-in page and back again. */
export async function fetchJson<Value>(url: string, signal: AbortSignal): Promise<Value> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as Value;
  if (response.status === 401) {
    window.location.assign(paths.signIn(window.location.pathname + window.location.search));
  }
  throw new FetchProblem(await problemOf(response));
}

async function problemOf(response: Response): Promise<ProblemBody> {
  const { status } = response;
  const title = "The server did not answer as expected";
  const fallback = {
    type: "about:blank",
    title,
    status,
    detail: `${title} (${status}). Try again in a moment.`,
  };
  if (!response.headers.get("content-type")?.includes("json")) return fallback;
  return { ...fallback, ...((await response.json().catch(() => ({}))) as Partial<ProblemBody>) };
}
