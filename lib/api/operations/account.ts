import { accountViewSchema } from "@/lib/accounts/view";
import { inAccount, type Operation } from "../operation";

export const getAccount: Operation = {
  id: "getAccount",
  section: "Account",
  method: "GET",
  path: inAccount(""),
  summary: "Get the account, its plan and its limits",
  scope: "webhooks:read",
  anyPlan: true,
  answers: {
    200: {
      description: "The account.",
      schema: accountViewSchema.meta({ id: "Account" }),
      example: {
        ...{ clientId: 1, name: "Acme", plan: "paid", features: { automation: false } },
        ...{ webhooks: { used: 7, limit: 100 }, retentionDays: 30, createdAt: "2026-11-26T10:00:00.000Z" },
      },
    },
  },
};
