import type { Caller } from "@/lib/accounts/caller";
import { namesSent } from "@/lib/authentication/judge";
import { loadItems } from "@/lib/data-centers/items";
import type { FieldProblem } from "@/lib/errors";
import { compileScenario } from "@/lib/payloads/scenario";
import { compileRequest } from "@/lib/templates/compile-request";
import type { WebhookSettings } from "./schema";

/**
 * Whether everything that holds expressions parses, and names fields that there are: what somebody wrote is refused
 * when it is saved, with line and column, not when a contact is on its way (S4.17, S4.24, S5.16).
 */
export async function checkTemplates(caller: Caller, settings: WebhookSettings): Promise<FieldProblem[]> {
  const { template, scenario } = settings;
  if (!template && !scenario) return [];
  const place = { accountId: caller.accountId, dataCenterId: settings.dataCenterId };
  const fields = await loadItems(caller.tidings.database, place, "fields");
  if (template) {
    const { method, url, headers, authentication } = settings;
    const hasAuthorization = (namesSent(authentication).headers as readonly string[]).includes(
      "authorization",
    );
    const compiled = compileRequest({ method, url, headers, template }, { fields, hasAuthorization });
    return compiled.ok ? [] : compiled.faults.map(inWords);
  }
  if (!scenario) return [];
  const compiled = compileScenario(scenario, fields);
  const wanted = scenario.customFields === "all" ? [] : scenario.customFields;
  const unknown = wanted.flatMap((id, index) =>
    fields.some((field) => field.id === id)
      ? []
      : [
          {
            path: `scenario.customFields.${index}`,
            message: `there is no field ${id} in data center ${settings.dataCenterId}`,
            remedy: "Choose a field of the data center.",
          },
        ],
  );
  return [...unknown, ...(compiled.ok ? [] : compiled.faults.map(inWords))];
}

/** The message says line and column itself. */
const inWords = ({ path, message, remedy }: FieldProblem): FieldProblem => ({ path, message, remedy });
