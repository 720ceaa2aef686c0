import type { WebhookView } from "@/lib/webhooks/schema";
import rsaCSharp from "./rsa/verify.cs?raw";
import rsaGo from "./rsa/verify.go?raw";
import rsaJava from "./rsa/verify.java?raw";
import rsaNode from "./rsa/verify.mjs?raw";
import rsaPhp from "./rsa/verify.php?raw";
import rsaPython from "./rsa/verify.py?raw";
import rsaRuby from "./rsa/verify.rb?raw";
import v1CSharp from "./v1/verify.cs?raw";
import v1Go from "./v1/verify.go?raw";
import v1Java from "./v1/verify.java?raw";
import v1Node from "./v1/verify.mjs?raw";
import v1Php from "./v1/verify.php?raw";
import v1Python from "./v1/verify.py?raw";
import v1Ruby from "./v1/verify.rb?raw";
import v1aCSharp from "./v1a/verify.cs?raw";
import v1aGo from "./v1a/verify.go?raw";
import v1aJava from "./v1a/verify.java?raw";
import v1aNode from "./v1a/verify.mjs?raw";
import v1aPhp from "./v1a/verify.php?raw";
import v1aPython from "./v1a/verify.py?raw";
import v1aRuby from "./v1a/verify.rb?raw";

/** A signature that a request may carry. */
export type SignatureKind = "v1" | "v1a" | "rsa";

export const SAMPLE_LANGUAGES = ["node", "php", "python", "ruby", "go", "java", "csharp"] as const;

export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number];

/** Each is a file in its own language: what receivers paste is what samples.test.ts runs. */
export const SAMPLES: Record<SignatureKind, Record<SampleLanguage, string>> = {
  v1: { node: v1Node, php: v1Php, python: v1Python, ruby: v1Ruby, go: v1Go, java: v1Java, csharp: v1CSharp },
  v1a: {
    node: v1aNode,
    php: v1aPhp,
    python: v1aPython,
    ruby: v1aRuby,
    go: v1aGo,
    java: v1aJava,
    csharp: v1aCSharp,
  },
  rsa: {
    node: rsaNode,
    php: rsaPhp,
    python: rsaPython,
    ruby: rsaRuby,
    go: rsaGo,
    java: rsaJava,
    csharp: rsaCSharp,
  },
};

/** What the requests of a webhook carry. */
export const signatureKindsOf = ({
  standard,
  rsa,
}: WebhookView["delivery"]["signature"]): SignatureKind[] => [
  ...(standard === "off" ? [] : [standard]),
  ...(rsa ? (["rsa"] as const) : []),
];
