import { type Query, viewReader } from "@/app/(console)/read-view";
import type { ListView } from "@/lib/paths";

export interface OutboxView extends ListView {
  q?: string;
  cursor?: string;
  /** The mail that is open. */
  mail?: string;
}

export function readView(query: Query): OutboxView {
  const { text } = viewReader(query);
  return { q: text("q"), cursor: text("cursor"), mail: text("mail") };
}
