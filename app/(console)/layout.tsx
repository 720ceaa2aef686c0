import type { ReactNode } from "react";
import { requireVisitor } from "@/lib/accounts/visitor";
import { ConsoleShell } from "./_components/console-shell";

/** Looks and navigation only: every page below checks the session itself, layouts are not asked again. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, account, role, accounts } = await requireVisitor();
  return (
    <ConsoleShell
      person={{ name: user.name, email: user.email, role }}
      account={{ id: account.id, name: account.name }}
      accounts={accounts}
    >
      {children}
    </ConsoleShell>
  );
}
