import { type Query, viewReader } from "@/app/(console)/read-view";
import type { ListView } from "@/lib/paths";

export interface OutboxView extends ListView {
  q?: string;
  of?: "messages" | "account";
  cursor?: string;
  /** The mail that is open. */
  mail?: string;
}

export function readView(query: Query): OutboxView {
  const { text, oneOf } = viewReader(query);
  const of = oneOf("of", ["messages", "account"]) as OutboxView["of"];
  return { q: text("q"), of, cursor: text("cursor"), mail: text("mail") };
}
