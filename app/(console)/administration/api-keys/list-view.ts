import { type Query, viewReader } from "@/app/(console)/read-view";
import { isId } from "@/lib/ids";
import type { ListView } from "@/lib/paths";

export interface ApiKeysView extends ListView {
  state?: "active" | "revoked";
  /** One key alone; links from the audit log lead here. */
  key?: string;
  create?: "1";
  /** The key about whose end is being asked. */
  revoke?: string;
}

export function readView(query: Query): ApiKeysView {
  const { text, oneOf } = viewReader(query);
  const id = (key: string) => {
    const value = text(key)?.toLowerCase();
    return value && isId(value) ? value : undefined;
  };
  return {
    state: oneOf("state", ["active", "revoked"]) as ApiKeysView["state"],
    key: id("key"),
    create: oneOf("create", ["1"]) as ApiKeysView["create"],
    revoke: id("revoke"),
  };
}

export const isFiltered = ({ state, key }: ApiKeysView) => Boolean(state || key);
