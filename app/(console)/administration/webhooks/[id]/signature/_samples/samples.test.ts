import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lineOf, requestsFor } from "./drivers/requests.fixture";
import { RUN_TIMEOUT_MS, run, TOOLCHAINS } from "./drivers/toolchains.fixture";
import { SAMPLE_LANGUAGES, type SampleLanguage, type SignatureKind, sampleOf } from "./samples";

const KINDS: SignatureKind[] = ["v1", "v1a", "rsa"];

/** Here what is missing fails: `npm test` installs it. */
const ALWAYS_RUN: SampleLanguage[] = ["node", "php", "python"];

const SAMPLES = SAMPLE_LANGUAGES.flatMap((language) => KINDS.map((kind) => ({ language, kind })));

const notRun: string[] = [];

afterAll(() => {
  if (notRun.length > 0) console.warn(`Samples that were not run:\n  ${notRun.join("\n  ")}`);
});

describe("S3.30: a sample of the signature page, run as shown in its language", () => {
  for (const { language, kind } of SAMPLES) {
    const lacking = ALWAYS_RUN.includes(language) ? null : TOOLCHAINS[language].lacks(kind);
    if (lacking) notRun.push(`${language}, ${kind}: needs ${lacking}`);
    const name = `${language}, ${kind}: accepts what was sent and nothing else`;

    it.skipIf(lacking)(
      lacking ? `${name} (not run: needs ${lacking})` : name,
      { timeout: RUN_TIMEOUT_MS },
      async () => {
        const { lacks, prepare, rsaForm } = TOOLCHAINS[language];
        expect(lacks(kind)).toBeNull();
        const folder = mkdtempSync(join(tmpdir(), "tidings-sample-"));
        try {
          const program = await prepare({ kind, folder, sample: sampleOf(kind, language) });
          // Signed only now: a compiler may take longer than a signature is young.
          const requests = await requestsFor(kind, rsaForm);
          const answers = (
            await run(program, folder, requests.map((request) => `${lineOf(request)}\n`).join(""))
          ).split(/\r?\n/);
          expect(
            Object.fromEntries(requests.map((request, index) => [request.name, answers[index]])),
          ).toEqual(Object.fromEntries(requests.map(({ name, genuine }) => [name, String(genuine)])));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    );
  }
});
