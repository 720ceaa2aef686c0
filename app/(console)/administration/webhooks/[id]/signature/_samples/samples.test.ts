import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lineOf, requestsFor, type SampleRequest } from "./drivers/requests.fixture";
import { RUN_TIMEOUT_MS, run, TOOLCHAINS } from "./drivers/toolchains.fixture";
import { SAMPLE_LANGUAGES, SAMPLES, type SampleLanguage, type SignatureKind } from "./samples";

const KINDS: SignatureKind[] = ["v1", "v1a", "rsa"];

/** `npm test` installs what they are run with; elsewhere a test says what is missing. */
const ALWAYS_RUN: SampleLanguage[] = ["node", "php", "python"];

const ALL = SAMPLE_LANGUAGES.flatMap((language) =>
  KINDS.map((kind) => ({ language, kind, lacking: TOOLCHAINS[language].lacks(kind) })),
);
const LEFT_OUT = ALL.filter(({ language, lacking }) => lacking && !ALWAYS_RUN.includes(language));
const REASONS = LEFT_OUT.map(({ language, kind, lacking }) => `${language}, ${kind}: needs ${lacking}`);
const RUN = ALL.filter((sample) => !LEFT_OUT.includes(sample));

afterAll(() => {
  if (REASONS.length > 0) console.warn(`Samples that were not run:\n  ${REASONS.join("\n  ")}`);
});

describe("S3.30: a sample of the signature page, run as shown in its language", () => {
  it.each(RUN)(
    "accepts true deliveries and refuses everything else: $language, $kind",
    { timeout: RUN_TIMEOUT_MS },
    async ({ language, kind, lacking }) => {
      if (lacking) throw new Error(lacking);
      const { requests, answers } = await askSample(language, kind);
      expect(Object.fromEntries(requests.map(({ name }, index) => [name, answers[index]]))).toEqual(
        Object.fromEntries(requests.map(({ name, genuine }) => [name, String(genuine)])),
      );
    },
  );

  it.skip.each(REASONS)("was not run: %s", () => {});
});

async function askSample(
  language: SampleLanguage,
  kind: SignatureKind,
): Promise<{ requests: SampleRequest[]; answers: string[] }> {
  const { prepare, rsaForm } = TOOLCHAINS[language];
  const folder = mkdtempSync(join(tmpdir(), "tidings-sample-"));
  try {
    const program = await prepare({ kind, folder, sample: SAMPLES[kind][language] });
    // Signed only now: a compiler may take longer than a signature stays young.
    const requests = await requestsFor(kind, rsaForm);
    const output = await run(program, folder, requests.map((each) => `${lineOf(each)}\n`).join(""));
    return { requests, answers: output.split(/\r?\n/) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
