import { paths } from "@/lib/paths";

/** What is wrong with one place of the input, and what to do about it. */
export interface FieldProblem {
  /** Which element, where an array was sent. */
  index?: number;
  /** Dotted: `triggers.0.type`; an unknown key's path is that key. */
  path: string;
  message: string;
  remedy: string;
}

/** Every problem type the product answers with; docs/edge.md, Problems. */
export const PROBLEMS = {
  validation_failed: { status: 400, title: "The input is not valid" },
  malformed_address: { status: 400, title: "The address is not valid" },
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  unauthenticated: { status: 401, title: "Sign in or send a valid API key" },
  plan_required: { status: 402, title: "The account's plan does not include this" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This address does not take that method" },
  conflict: { status: 409, title: "Conflict with the present state" },
  changed_meanwhile: { status: 409, title: "Somebody else changed it meanwhile" },
  label_taken: { status: 409, title: "The label is in use" },
  webhook_limit_reached: { status: 409, title: "No further webhook can be created" },
  idempotency_conflict: { status: 409, title: "The id or key was used for something else" },
  precondition_failed: { status: 412, title: "It was changed since it was read" },
  too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "Send application/json" },
  too_many_attempts: { status: 429, title: "Too many attempts" },
  rate_limited: { status: 429, title: "Too many calls" },
  sign_in_expired: { status: 401, title: "The sign-in took too long" },
  backlog_full: { status: 503, title: "Too many deliveries are waiting" },
  database_unavailable: { status: 503, title: "The database is not available" },
  draining: { status: 503, title: "The server is stopping" },
  internal_error: { status: 500, title: "Something went wrong on our side" },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

export const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEMS, name);

/** The catalogue, by status. */
export const problemRows = () =>
  Object.entries(PROBLEMS)
    .map(([name, { status, title }]) => ({ name, status, title }))
    .sort((a, b) => a.status - b.status);

/** An answer that isn't the wished-for one; doors turn it into RFC 9457 problem details. */
export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
    this.name = "Problem";
  }

  get status(): number {
    return PROBLEMS[this.problem].status;
  }

  body() {
    const { status, title } = PROBLEMS[this.problem];
    return {
      type: paths.problem(this.problem),
      title,
      status,
      detail: this.detail,
      ...(this.errors.length > 0 && { errors: this.errors }),
    };
  }
}

/** By name: the server's bundle and Next's each have a class of their own, and the one may call what the other made. */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === "Problem";

export const notFound = (what: string) =>
  new Problem("not_found", `There is no ${what} with this id in the account.`);

/** A 400 for the given places. */
export const invalid = (errors: FieldProblem[]) =>
  new Problem(
    "validation_failed",
    errors.length === 1
      ? `${errors[0]?.path || "The body"}: ${errors[0]?.message}`
      : `${errors.length} places of the input are not valid.`,
    errors,
  );
