import { columns } from "./columns.postgres";
import { defineTables } from "./tables";

/** The entry drizzle-kit reads; each table must be exported by name. */
export const {
  accounts,
  users,
  sessions,
  credentials,
  verifications,
  memberships,
  apiKeys,
  dataCenters,
  personas,
  leadScorings,
  stages,
  mailings,
  communicationTypes,
  fields,
  contacts,
  webhooks,
  webhookRevisions,
  webhookTriggers,
  signingKeys,
  events,
  eventKeys,
  deliveries,
  batches,
  lanes,
  runs,
  runHours,
  auditEntries,
} = defineTables(columns);
