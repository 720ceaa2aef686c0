import { z } from "zod";
import { auditEntrySchema, auditFilterSchema } from "@/lib/audit/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId } from "./examples";

export const listAudit: Operation = {
  id: "listAudit",
  section: "Audit",
  method: "GET",
  path: inAccount("/audit"),
  summary: "Get the audit log",
  description:
    "Newest first. `actorId` is a user's or a key's id, `command_line` or `system`; `since` is included, `until` is not.",
  scope: "audit:read",
  anyPlan: true,
  query: auditFilterSchema,
  answers: {
    200: {
      description: "One page of it.",
      schema: z.strictObject({
        entries: z.array(auditEntrySchema.meta({ id: "AuditEntry" })),
        next: z
          .string()
          .nullable()
          .meta({ description: "The cursor of the following page; null at the end." }),
      }),
      example: {
        entries: [
          {
            id: exampleId.auditEntry,
            at: "2026-11-26T10:00:00.000Z",
            actor: { kind: "user", id: exampleId.user, name: "ada@example.org" },
            action: "webhook.updated",
            target: { kind: "webhook", id: exampleId.webhook, name: "Hot leads to CRM", exists: true },
            details: {
              label: "Hot leads to CRM",
              changes: { "delivery.deadlineMs": { before: 15_000, after: 5_000 } },
            },
          },
        ],
        next: null,
      },
    },
  },
};
