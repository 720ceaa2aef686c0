import type { FieldProblem } from "@/lib/errors";
import type { WebhookStatus } from "@/lib/vocabulary";
import type { Warning } from "./check-url";
import { kindOf } from "./schema";

type Asked = Extract<WebhookStatus, "created" | "active" | "inactive">;

/** Saved first and activated afterwards, by a step of its own (S2.26, S3.14, decision 8). */
export const startsCreated = (profile: unknown): boolean => profile === "stream" || profile === "signed";

/**
 * The status a new webhook starts with: whatever was asked for, one of profile stream or signed is created; the others
 * are active or inactive from the start.
 */
export function firstStatus(
  profile: unknown,
  asked: Asked | undefined,
): { status: Asked; problems: FieldProblem[]; warnings: Warning[] } {
  if (startsCreated(profile)) {
    const other = asked !== undefined && asked !== "created";
    const message = `is created, not ${asked}: activate the webhook to start it`;
    return { status: "created", problems: [], warnings: other ? [{ path: "status", message }] : [] };
  }
  if (kindOf(profile) === "workflow") {
    // The workflow's state decides (decision 8).
    if (asked === undefined || asked === "active") return { status: "active", problems: [], warnings: [] };
    const message = 'can only be "active" for webhooks of workflows';
    const remedy = "Leave it out: the workflow decides when it is sent.";
    return { status: "active", problems: [{ path: "status", message, remedy }], warnings: [] };
  }
  if (asked !== "created") return { status: asked ?? "inactive", problems: [], warnings: [] };
  const message = 'can only be "active" or "inactive"';
  const remedy = "Use active or inactive, or leave it out; only profiles stream and signed start as created.";
  return { status: "inactive", problems: [{ path: "status", message, remedy }], warnings: [] };
}
