import { eq } from "drizzle-orm";
import type { Instance } from "@/lib/instance";

/** Rows that one transaction looks at; a few milliseconds of work. */
export const ROWS_AT_ONCE = 200;

export interface Scope {
  accountId: number;
  webhookId?: string;
  /** What is older (epoch ms) is past retention. */
  before: number;
}

export interface StepDone {
  pruned: number;
  /** The last row that is past retention and was dealt with; the next step goes on behind it. */
  reached: string | null;
  more: boolean;
}

/** One small transaction's worth of work, on rows behind `after`. */
export type Step = (tidings: Instance, scope: Scope & { after: string | undefined }) => Promise<StepDone>;

export const NOTHING: StepDone = { pruned: 0, reached: null, more: false };

/**
 * Rows come in the order of their ids, which is that of their making; a clock that was set back may have mixed them
 * a little. So a page without any old row is the end.
 */
export function endOf<Row extends { id: string }>(page: Row[], old: Row[], pruned: number): StepDone {
  return { pruned, reached: old.at(-1)?.id ?? null, more: page.length === ROWS_AT_ONCE && old.length > 0 };
}

/** Deleted ones too. */
export async function readWebhookIds({ database }: Instance, accountId: number): Promise<string[]> {
  const { webhooks } = database.tables;
  const rows = await database.orm
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(eq(webhooks.accountId, accountId));
  return rows.map(({ id }) => id);
}
