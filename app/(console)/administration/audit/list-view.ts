import { type Query, viewReader } from "@/app/(console)/read-view";
import type { AuditFilter } from "@/lib/audit/schema";
import { isId } from "@/lib/ids";
import type { ListView } from "@/lib/paths";
import { DAY_MS } from "@/lib/time";

export interface AuditView extends ListView {
  /** A person's or a key's id, `command_line` or `system`. */
  by?: string;
  action?: string;
  /** Of what it is about: `webhook`. */
  kind?: string;
  /** Its id. */
  target?: string;
  /** Days of UTC, both included: `2026-03-02`. */
  from?: string;
  to?: string;
  cursor?: string;
}

export const PAGE_SIZE = 50;

export function readView(query: Query): AuditView {
  const { text } = viewReader(query);
  const matching = (key: string, pattern: RegExp) => {
    const value = text(key);
    return value && pattern.test(value) ? value : undefined;
  };
  const cursor = text("cursor");
  return {
    by: matching("by", PLAIN),
    action: matching("action", /^[a-z_]+\.[a-z_]+$/),
    kind: matching("kind", /^[a-z_]+$/),
    target: matching("target", PLAIN),
    from: day(text("from")),
    to: day(text("to")),
    cursor: cursor && isId(cursor) ? cursor : undefined,
  };
}

/** What ids consist of and what people may type in their place; PostgreSQL takes no NUL. */
const PLAIN = /^[^\p{Cc}]+$/u;

/** A day that the calendar has. */
function day(text: string | undefined): string | undefined {
  if (!text || !/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : text;
}

export function filterOf({ by, action, kind, target, from, to, cursor }: AuditView): AuditFilter {
  return {
    ...{ actorId: by, action, targetKind: kind, targetId: target, cursor, limit: PAGE_SIZE },
    since: from && `${from}T00:00:00Z`,
    until: to && new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS).toISOString(),
  };
}

export const isFiltered = ({ by, action, kind, target, from, to }: AuditView) =>
  Boolean(by || action || kind || target || from || to);

export const NO_FILTER: AuditView = {
  ...{ by: undefined, action: undefined, kind: undefined, target: undefined },
  ...{ from: undefined, to: undefined, cursor: undefined },
};
