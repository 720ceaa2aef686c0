import { EXHAUSTING, HARD_TO_PARSE, HARMLESS } from "./attacks.fixture";
import { compileTemplate } from "./compile";
import { explainVariables } from "./explain-values";
import { renderTemplate } from "./render";

/** Every attack after the other in one process, which the test gives little memory; prints what each took. */
const MEDIA = ["text", "xml", "json"] as const;
const tried = [
  ...[...EXHAUSTING, ...HARMLESS].map((attack) => ({ ...attack, medium: "text" as const })),
  ...HARD_TO_PARSE.flatMap((attack) => MEDIA.map((medium) => ({ ...attack, medium }))),
];
const took = tried.map(({ what, template, data = {}, medium }) => {
  const contact = { id: "1", email: "a@example.org", properties: {} };
  const scope = { contact, event: { data }, now: 0 };
  const before = process.cpuUsage();
  const compiled = compileTemplate(template, medium, { fields: [], answers: false });
  if (compiled.ok) {
    renderTemplate(compiled.template, scope);
    explainVariables(compiled.template, scope);
  }
  const { user, system } = process.cpuUsage(before);
  return { what, medium, cpuMillis: (user + system) / 1_000 };
});
process.stdout.write(JSON.stringify(took));
