import type { Caller } from "@/lib/accounts/caller";
import type { Role } from "@/lib/vocabulary";

/** The addresses of our requests, for allow-listing; told to administrators where the operator has told them (decision 32). */
export const requestsFrom = ({ tidings }: Caller, role: Role): string[] =>
  role === "administrator" ? tidings.env.egress.addresses : [];
