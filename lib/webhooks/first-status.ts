import type { FieldProblem } from "@/lib/errors";
import type { WebhookStatus } from "@/lib/vocabulary";
import type { Warning } from "./check-url";

type Asked = Extract<WebhookStatus, "created" | "active" | "inactive">;

/**
 * The status a new webhook starts with. One of profile stream is saved first and activated afterwards, whatever was
 * asked for (S2.26, decision 8); the others are active or inactive from the start.
 */
export function firstStatus(
  profile: unknown,
  asked: Asked | undefined,
): { status: Asked; problems: FieldProblem[]; warnings: Warning[] } {
  if (profile === "stream") {
    const other = asked !== undefined && asked !== "created";
    const message = `is created, not ${asked}: activate the webhook to start it`;
    return { status: "created", problems: [], warnings: other ? [{ path: "status", message }] : [] };
  }
  if (asked !== "created") return { status: asked ?? "inactive", problems: [], warnings: [] };
  const message = 'can only be "active" or "inactive"';
  const remedy = "Use active or inactive, or leave it out; only profile stream starts as created.";
  return { status: "inactive", problems: [{ path: "status", message, remedy }], warnings: [] };
}
