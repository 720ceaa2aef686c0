import { createContext, runInContext } from "node:vm";
import { build, stop } from "esbuild";
import { expect, it } from "vitest";

const PROGRAM = `
  import { compileRequest } from "@/lib/templates/compile-request";
  import { renderRequest } from "@/lib/templates/render-request";
  import { explainValues, explainVariables } from "@/lib/templates/explain-values";
  import { placeholdersOf } from "@/lib/templates/placeholders";
  import { compileScenario, renderScenario } from "@/lib/payloads/scenario";
  import { scenarioSettingsSchema } from "@/lib/payloads/scenario-schema";
  import { templateSettingsSchema } from "@/lib/templates/schema";

  export function show(given) {
    const compiled = compileRequest(given.settings, { fields: [], hasAuthorization: false });
    const outcome = renderRequest(compiled.request, given.scope, { noted: true });
    const part = outcome.request.parts.at(-1);
    const scenario = compileScenario(scenarioSettingsSchema.parse(given.scenario), []);
    return {
      body: outcome.request.body,
      sources: explainValues(part, given.scope).flatMap(({ sources }) => sources.map(({ from }) => from)),
      names: explainVariables(part.template, given.scope).length,
      placeholders: placeholdersOf([]).length > 10,
      notification: JSON.parse(renderScenario(scenario.scenario, given.passage).body).data,
      settings: templateSettingsSchema.safeParse(given.settings.template).success,
    };
  }
`;

it("decision 18: templates are read, rendered and explained in a browser as on the server, with nothing of node", async () => {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: process.cwd(), loader: "ts" },
    ...{ bundle: true, platform: "browser", format: "iife", globalName: "templates", write: false },
    ...{ target: "es2022", logLevel: "silent", minify: true },
  });
  await stop();
  const [{ text = "" } = {}] = outputFiles;
  const page = createContext({ performance, TextEncoder, TextDecoder, URL, btoa, atob });
  runInContext(text, page);
  page.given = JSON.stringify({
    settings: {
      ...{ method: "POST", url: "https://a.example/${email}", headers: [] },
      template: {
        parameters: { in: "query", pairs: [] },
        body: {
          format: "json",
          template:
            '{"a":"${email | upcase}","h":"${email | sha256 | slice: 0, 8}","b":"${city | base64_encode}","d":"${\'now\' | date: \'%F\'}"}',
        },
      },
    },
    scope: {
      contact: { id: "1", email: "é@example.org", properties: { City: "Québec" } },
      ...{ event: null, now: 0 },
    },
    scenario: {
      ...{ details: ["email"], customFields: "all", consent: [], statistics: [] },
      additional: [{ key: "k", value: "%TOWN%" }],
    },
    passage: {
      ...{ deliveryId: "018fbf46-3340-7e53-9d3e-0f1b7a2f6a11", accountId: 1, frozenAt: 0, event: null },
      contact: { id: "1", email: "é@example.org", properties: { City: "Québec" } },
    },
  });
  const shown = JSON.parse(runInContext("JSON.stringify(templates.show(JSON.parse(given)))", page));
  expect(shown).toEqual({
    body: '{"a":"É@EXAMPLE.ORG","h":"9cfa382c","b":"UXXDqWJlYw==","d":"1970-01-01"}',
    sources: ["contact", "contact", "contact"],
    ...{ names: 3, placeholders: true, settings: true },
    notification: { type: "member", id: 1, email: "é@example.org", k: "Québec" },
  });
});
