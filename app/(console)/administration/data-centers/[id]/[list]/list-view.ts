import { type Query, viewReader } from "@/app/(console)/read-view";
import type { ListView } from "@/lib/paths";

export const PAGE_SIZE = 50;

/** A list that is seen at a glance needs no search. */
export const SEARCHED_FROM = 10;

export interface MasterListView extends ListView {
  q?: string;
  page?: string;
}

export function readListView(query: Query): MasterListView {
  const { text, whole } = viewReader(query);
  return { q: text("q"), page: whole("page") };
}

/** The item that the address opens a dialog for. */
export function readItemId(query: Query): string | undefined {
  const { text } = viewReader(query);
  const id = text("edit") ?? text("delete");
  return id && /^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id)) ? id : undefined;
}
