import type { FieldProblem } from "@/lib/errors";
import { labelKey } from "@/lib/label-schema";
import type { Names } from "./present";
import { type Fields, isFields } from "./secret-references";

/**
 * A file names a connector by its name, since ids differ between installations; an id is taken as the API takes it.
 * @returns the webhook as the API takes it, and what is wrong with the name
 */
export function withConnector(
  webhook: Fields,
  { connectors }: Names,
): { webhook: Fields; problems: FieldProblem[] } {
  const { authentication } = webhook;
  if (!isFields(authentication) || authentication.type !== "connector") return { webhook, problems: [] };
  const { connector, ...rest } = authentication;
  if (connector === undefined) return { webhook, problems: [] };
  const wanted = typeof connector === "string" ? labelKey(connector.trim()) : undefined;
  const [id] = [...connectors].find(([, name]) => labelKey(name) === wanted) ?? [];
  if (id) return { webhook: { ...webhook, authentication: { ...rest, connectorId: id } }, problems: [] };
  const message = "is not the name of a connector of the account";
  const remedy = "Create it in the console under Connectors first, or name another one.";
  const problems = [{ path: "authentication.connector", message, remedy }];
  // The rest is judged all the same.
  return { webhook: { ...webhook, authentication: { type: "none" } }, problems };
}
