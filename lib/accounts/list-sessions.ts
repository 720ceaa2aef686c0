import { and, desc, eq, gt } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { type Browser, browserOf } from "./browser-of";

export interface SessionRow {
  id: string;
  browser: Browser;
  /** Null where nobody could tell it. */
  address: string | null;
  signedInAt: string;
  lastActiveAt: string;
  /** The one that asks. */
  isCurrent: boolean;
}

/** Where a person is signed in at the moment: this session first, then the most recently active. */
export async function listSessions(
  tidings: Instance,
  userId: string,
  currentId: string,
): Promise<SessionRow[]> {
  const { orm, tables } = tidings.database;
  const { sessions } = tables;
  const rows = await orm
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date(tidings.now()))))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id));
  return rows
    .map((row) => ({
      id: row.id,
      browser: browserOf(row.userAgent ?? ""),
      address: row.ipAddress || null,
      signedInAt: row.createdAt.toISOString(),
      lastActiveAt: row.updatedAt.toISOString(),
      isCurrent: row.id === currentId,
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
