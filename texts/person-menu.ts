import type { Role } from "@/lib/vocabulary";
import { ROLE_LABELS } from "./roles";

export const personMenu = {
  label: (who: string, role: Role) => `${who}, ${ROLE_LABELS[role]}`,
  roleIn: (role: Role, account: string) => `${ROLE_LABELS[role]} of ${account}`,
  profile: "Your profile",
  accounts: "Your accounts",
  /** The check mark says it to eyes alone. */
  present: "shown now",
  signOut: "Sign out",
} as const;
