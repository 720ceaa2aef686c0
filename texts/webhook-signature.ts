/** The tab Signature of a webhook's page. */
export const webhookSignature = {
  title: "Signature",
  standards: {
    v1: "Every request carries the headers webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks: an HMAC-SHA256 over id, time and body. Whoever knows the secret can check that a request comes from Tidings and was not changed.",
    v1a: "Every request carries the headers webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks: an Ed25519 signature (v1a) over id, time and body. Whoever has the public key can check that a request comes from Tidings and was not changed; nobody but Tidings can sign.",
  },
  rsa: "Every request carries the header X-DI-Signature: an RSA signature (2,048 bits, PKCS#1 v1.5, SHA-256, in Base64) over the bytes of the body. It does not cover a time, so it alone doesn't show whether somebody repeats a request.",
  off: "Signing is switched off for this webhook: its receiver can't tell whether a request really comes from Tidings.",
  onlyAdministrators: "Only an administrator can see the signing secret.",

  secretTitle: "Signing secret",
  copySecret: "Copy secret",
  hidden: "whsec_••••••••••••••••",
  hiddenLabel: "Signing secret, hidden",
  hide: "Hide",
  reveal: "Reveal",
  overlap: (until: string) => `Rotated; signs beside the new one until ${until} UTC`,

  ed25519Title: "Public key (Ed25519)",
  copyEd25519: "Copy public key",

  rsaTitle: "Public key of X-DI-Signature (RSA)",
  rsaForms: { pem: "PEM", xml: "XML" },
  /** What a screen reader calls one of several keys. */
  rsaLabel: (form: string, number: number) =>
    number === 1 ? `Public key as ${form}` : `Public key ${number} as ${form}`,
  copyRsa: (form: string) => `Copy ${form}`,
  download: "Download",
  fileName: (label: string, form: "pem" | "xml") =>
    `${label.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "webhook"}-public-key.${form}`,
  /** A header with room for one signature: keys take turns. */
  rsaPeriod: (from: string | null, until: string | null) => {
    if (from && until) return `Signs from ${from} UTC until ${until} UTC`;
    if (until) return `Rotated; X-DI-Signature is by this key until ${until} UTC`;
    return from ? `New; X-DI-Signature is by this key from ${from} UTC on` : null;
  },
  rsaOverlap: "Until the change accept a signature by either key.",

  rotate: "Rotate",
  audited: "Revealing and rotating are recorded in the audit log with your name.",
  rotateTitle: "Rotate the signing keys?",
  rotateStandard:
    "A new key is made at once. For 24 hours webhook-signature holds a signature by the old and one by the new key, so that receivers can change over; then the old one ends.",
  rotateRsa:
    "X-DI-Signature has room for one signature. It stays the old key's for 24 hours, then it is the new one's: until then give receivers the new public key beside the old one, and let them accept either.",
  rotated: "There are new signing keys. The old ones work for 24 hours more.",

  stepsTitle: "How a receiver checks it",
  /** S3.29; what is read and with which key, for each kind of signature in use. */
  steps: (ways: readonly { headers: string; key: string }[]) => [
    "A request is sent to your URL.",
    `Your page reads ${ways.map(({ headers }) => headers).join(", or ")}.`,
    `It checks the signature over the raw body with ${ways.map(({ key }) => key).join(", or ")}.`,
    "Valid: process the data. Not valid: reject the request, with the status 401 for example.",
  ],
  ways: {
    v1: { headers: "webhook-id, webhook-timestamp and webhook-signature", key: "the signing secret" },
    v1a: { headers: "webhook-id, webhook-timestamp and webhook-signature", key: "the Ed25519 public key" },
    rsa: { headers: "X-DI-Signature", key: "the RSA public key" },
  },

  sampleTitle: "Check it",
  sampleLanguage: "Language",
  sampleLanguages: {
    node: "Node.js",
    php: "PHP",
    python: "Python",
    ruby: "Ruby",
    go: "Go",
    java: "Java",
    csharp: "C#",
  },
  /** Where one kind of signature stands. */
  sampleHeaders: { v1: "webhook-signature", v1a: "webhook-signature", rsa: "X-DI-Signature" },
  /** With the header where there are several samples. */
  copySample: (header?: string) => (header ? `Copy sample for ${header}` : "Copy sample"),
  sampleLabel: (language: string, header: string) => `Verification sample, ${language}, ${header}`,
} as const;
