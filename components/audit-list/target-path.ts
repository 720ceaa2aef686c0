import type { AuditEntryView } from "@/lib/audit/schema";
import { paths } from "@/lib/paths";

/** The page that shows what an entry is about, if there is one and it is still there. */
export function targetPath({ kind, id, name, exists }: AuditEntryView["target"]): string | undefined {
  if (!exists) return undefined;
  switch (kind) {
    case "webhook":
      return paths.webhook(id);
    case "connector":
      return paths.connectors({ edit: id });
    case "delivery":
      return paths.delivery(id);
    case "user":
      return paths.users({ q: name ?? undefined });
    case "api_key":
      return paths.apiKeys({ key: id });
    case "data_center":
      return paths.dataCenter(Number(id));
    case "invitation":
      return paths.users();
    case "inbox_address":
      return paths.inbox(id);
    case "workflow":
      return paths.workflow(id);
    case "message":
      return paths.message(id);
    case "mail":
      return paths.outbox();
    default:
      return undefined;
  }
}
