import { type Query, viewReader } from "@/app/(console)/read-view";
import type { ListView } from "@/lib/paths";
import { PAGE_SIZE, type UserFilter } from "@/lib/users/schema";
import { ROLES, type Role } from "@/lib/vocabulary";

export interface UsersView extends ListView {
  q?: string;
  role?: Role;
  page?: string;
  invite?: "1";
  /** Whose role, sessions or membership is being asked about. */
  changeRole?: string;
  endSessions?: string;
  remove?: string;
  /** The invitation about whose end is being asked. */
  revoke?: string;
}

export function readView(query: Query): UsersView {
  const { text, oneOf, whole } = viewReader(query);
  return {
    q: text("q"),
    role: oneOf("role", ROLES) as Role | undefined,
    page: whole("page"),
    invite: oneOf("invite", ["1"]) as "1" | undefined,
    changeRole: text("changeRole"),
    endSessions: text("endSessions"),
    remove: text("remove"),
    revoke: text("revoke"),
  };
}

export const filterOf = ({ q, role, page }: UsersView): UserFilter => ({
  ...{ q, role, limit: PAGE_SIZE },
  offset: Math.min((Number(page ?? 1) - 1) * PAGE_SIZE, 1_000_000),
});

export const isFiltered = ({ q, role }: UsersView) => Boolean(q || role);
