import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { StoredCredential } from "@/db/shapes";
import type { FieldProblem } from "@/lib/errors";
import { judgeEncryption } from "./judge-encryption";

type Facts = Extract<StoredCredential, { type: "client_certificate" }>;

export interface ReadCertificate {
  credential: Facts;
  /** PEM, the client's own first. */
  certificate: string;
  /** PKCS #8 in PEM, opened: it is sealed like every secret of ours. */
  privateKey: string;
}

interface Written {
  certificate: string;
  privateKey: string;
  passphrase?: string | undefined;
}

const MAX_CHAIN = 10;
/** Each connection costs a signature, and one of 16,384 bits takes 100 ms of the engine's thread. */
const MAX_RSA_BITS = 8_192;

/** Reads certificate and key, and judges whether they can be shown to a receiver together. */
export function readCertificate(given: Written, now: number): ReadCertificate | { errors: FieldProblem[] } {
  const chain = readChain(given.certificate);
  const key = readKey(given);
  const errors = [...("fault" in chain ? [chain.fault] : []), ...("fault" in key ? [key.fault] : [])];
  if ("fault" in chain || "fault" in key) return { errors };
  const [own] = chain.certificates as [X509Certificate];
  const fault = judgePair(chain.certificates, key.key, now);
  if (fault) return { errors: [fault] };
  const certificate = chain.certificates.map(String).join("");
  const privateKey = key.key.export({ type: "pkcs8", format: "pem" }).toString();
  const unusable = judgeTls(certificate, privateKey);
  if (unusable) return { errors: [unusable] };
  return {
    credential: {
      type: "client_certificate",
      ...{ subject: nameOf(own.subject), issuer: nameOf(own.issuer), fingerprint: own.fingerprint256 },
      validFrom: new Date(own.validFrom).toISOString(),
      expiresAt: new Date(own.validTo).toISOString(),
    },
    ...{ certificate, privateKey },
  };
}

function readChain(text: string): { certificates: X509Certificate[] } | { fault: FieldProblem } {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const remedy =
    "Paste the text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, the client's own certificate first, then those of intermediate authorities.";
  const fault = (message: string) => ({ fault: { path: "certificate", message, remedy } });
  if (blocks.length === 0) return fault("is not a certificate in PEM");
  if (blocks.length > MAX_CHAIN) return fault(`holds more than ${MAX_CHAIN} certificates`);
  try {
    return { certificates: blocks.map((block) => new X509Certificate(block)) };
  } catch {
    return fault("holds a certificate that can't be read");
  }
}

function readKey({ privateKey, passphrase }: Written): { key: KeyObject } | { fault: FieldProblem } {
  const encrypted = judgeEncryption(privateKey);
  const remedy =
    "Paste the text from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, and its passphrase if it has one.";
  if (encrypted === "unknown") {
    return {
      fault: {
        ...{ path: "privateKey", message: "is encrypted in a way that can't be opened here" },
        remedy: "Decrypt it first, for example with openssl pkey -in key.pem -out plain.pem, and paste that.",
      },
    };
  }
  if (encrypted === "yes" && !passphrase) {
    const message = "is missing: the private key is encrypted";
    return { fault: { path: "passphrase", message, remedy: "Enter the passphrase of the private key." } };
  }
  try {
    return { key: createPrivateKey({ key: privateKey, format: "pem", ...(passphrase && { passphrase }) }) };
  } catch {
    return encrypted === "yes"
      ? {
          fault: {
            ...{ path: "passphrase", message: "does not open the private key" },
            remedy: "Enter the passphrase of this very key.",
          },
        }
      : { fault: { path: "privateKey", message: "is not a private key in PEM", remedy } };
  }
}

function judgePair(certificates: X509Certificate[], key: KeyObject, now: number): FieldProblem | null {
  const [own, ...others] = certificates as [X509Certificate, ...X509Certificate[]];
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (modulusLength > MAX_RSA_BITS) {
    return {
      ...{ path: "privateKey", message: `is longer than ${MAX_RSA_BITS.toLocaleString("en")} bits` },
      remedy: "Have a certificate issued for a shorter key, such as EC P-256 or RSA of 4,096 bits.",
    };
  }
  if (!own.checkPrivateKey(key)) {
    return others.some((other) => other.checkPrivateKey(key))
      ? {
          ...{ path: "certificate", message: "does not begin with the certificate of this private key" },
          remedy: "Put the client's own certificate first, those of the authorities behind it.",
        }
      : {
          ...{ path: "privateKey", message: "does not belong to the certificate" },
          remedy: "Enter the key that the certificate was issued for.",
        };
  }
  if (Date.parse(own.validTo) > now) return null;
  const day = new Date(own.validTo).toISOString().slice(0, 10);
  return {
    ...{ path: "certificate", message: `has expired on ${day}` },
    remedy: "Have a new one issued, and enter it with its key.",
  };
}

/** A key that is too short, say, only TLS itself refuses. */
function judgeTls(cert: string, key: string): FieldProblem | null {
  try {
    createSecureContext({ minVersion: "TLSv1.2", cert, key });
    return null;
  } catch (error) {
    const { reason = "refused by TLS" } = error as { reason?: string };
    return {
      ...{ path: "certificate", message: `can't be used (${reason})` },
      remedy: "Have one issued with a current kind of key, such as EC P-256 or RSA of 2,048 bits or more.",
    };
  }
}

/** `CN=tidings, O=Example`: as it is written in one line. */
const nameOf = (distinguished: string) => distinguished.split("\n").join(", ").slice(0, 500);
