import type { Instance } from "@/lib/instance";
import type { ACTOR_KINDS, Role, Scope } from "@/lib/vocabulary";

/** Who did it, as the audit log names them. */
export interface Actor {
  kind: (typeof ACTOR_KINDS)[number];
  id: string | null;
  name: string;
}

/** Who writes through the command line. */
export const COMMAND_LINE: Actor = { kind: "command_line", id: null, name: "command line" };

/**
 * On whose behalf a verb works. Doors make it (lib/route.ts, lib/action.ts) after checking session or key;
 * every query of a verb names `accountId`.
 */
export interface Caller {
  tidings: Instance;
  accountId: number;
  actor: Actor;
}

/** A signed-in person. */
export interface Visitor {
  user: { id: string; name: string; email: string };
  /** The account the person looks at. */
  account: { id: number; name: string; plan: "free" | "paid" };
  /** The role in it. */
  role: Role;
  /** Every account the person belongs to, by name. */
  accounts: { id: number; name: string; role: Role }[];
  sessionId: string;
}

/** A program with a key. */
export interface KeyHolder {
  apiKeyId: string;
  accountId: number;
  name: string;
  scopes: Scope[];
  /** The data centers it may write events for; null means all. */
  dataCenterIds: number[] | null;
}
