import type { WebhookView } from "@/lib/webhooks/schema";

/** A signature that a request may carry. */
export type SignatureKind = "v1" | "v1a" | "rsa";

const EXTENSIONS = {
  node: "mjs",
  php: "php",
  python: "py",
  ruby: "rb",
  go: "go",
  java: "java",
  csharp: "cs",
} as const;

export type SampleLanguage = keyof typeof EXTENSIONS;

export const SAMPLE_LANGUAGES = Object.keys(EXTENSIONS) as SampleLanguage[];

/** Each is a file in its own language: what receivers paste is what samples.test.ts runs. */
const FILES = import.meta.glob<string>("./*/verify.*", { query: "?raw", import: "default", eager: true });

export function sampleOf(kind: SignatureKind, language: SampleLanguage): string {
  const file = `./${kind}/verify.${EXTENSIONS[language]}`;
  const sample = FILES[file];
  if (!sample) throw new Error(`There is no sample ${file}.`);
  return sample;
}

/** What the requests of a webhook carry. */
export const signatureKindsOf = ({
  standard,
  rsa,
}: WebhookView["delivery"]["signature"]): SignatureKind[] => [
  ...(standard === "off" ? [] : [standard]),
  ...(rsa ? (["rsa"] as const) : []),
];
