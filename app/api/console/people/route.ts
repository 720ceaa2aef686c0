import { consoleRoute } from "@/lib/console-route";
import { findPeople } from "@/lib/users/find-people";

export const dynamic = "force-dynamic";

export const GET = consoleRoute(
  async ({ caller, query }) => ({ people: await findPeople(caller, Object.fromEntries(query)) }),
  { role: "administrator" },
);
