import type { ScenarioSettings } from "@/lib/payloads/scenario-schema";
import type { TemplateSettings } from "@/lib/templates/schema";

interface Templated {
  url: string;
  headers: readonly object[];
  template?: TemplateSettings | undefined;
  scenario?: ScenarioSettings | undefined;
}

/** Everything of a webhook that may hold expressions. */
export function templatesOf({ url, headers, template, scenario }: Templated): string[] {
  const values = headers.flatMap((header) =>
    "value" in header && typeof header.value === "string" ? [header.value] : [],
  );
  if (scenario) return scenario.additional.map(({ value }) => value);
  if (!template) return [];
  const { parameters, body } = template;
  return [
    url,
    ...values,
    ...parameters.pairs.map(({ value }) => value),
    ...(body.format === "none" ? [] : [body.template]),
  ];
}
