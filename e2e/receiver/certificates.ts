import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type GeneralNameType,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

export interface KeyAndCertificate {
  keyPem: string;
  certificatePem: string;
}

export interface IssueOptions {
  /** DNS names or IP literals; all become subject alternative names. */
  names: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** Whom it proves; a server by default. */
  of?: "server" | "client";
}

export interface CertificateAuthority extends KeyAndCertificate {
  issue(options: IssueOptions): Promise<KeyAndCertificate>;
}

const curve = { name: "ECDSA", namedCurve: "P-256" };
const signing = { name: "ECDSA", hash: "SHA-256" };
const day = 24 * 60 * 60 * 1000;

export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const keys = await newKeys();
  // Two authorities of one process must not share a subject: OpenSSL would pick an issuer by name alone.
  const name = `CN=Tidings test authority ${randomBytes(4).toString("hex")}`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    serialNumber: newSerial(),
    ...validity({}),
    keys,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return authorityOf(await privateKeyPem(keys), certificate, keys.privateKey);
}

/** The same authority again, so that a restarted receiver is still trusted. */
export async function openCertificateAuthority(kept: KeyAndCertificate): Promise<CertificateAuthority> {
  const der = Buffer.from(kept.keyPem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const privateKey = await crypto.subtle.importKey("pkcs8", der, curve, false, ["sign"]);
  return authorityOf(kept.keyPem, new X509Certificate(kept.certificatePem), privateKey);
}

function authorityOf(
  keyPem: string,
  certificate: X509Certificate,
  privateKey: CryptoKey,
): CertificateAuthority {
  return {
    keyPem,
    certificatePem: certificate.toString("pem"),
    issue: (options) => issueLeaf(certificate, privateKey, options),
  };
}

async function issueLeaf(
  issuer: X509Certificate,
  signingKey: CryptoKey,
  options: IssueOptions,
): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: subjectOf(options.names),
    issuer: issuer.subject,
    serialNumber: newSerial(),
    ...validity(options),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: signing,
    extensions: [
      ...leafExtensions(options.names, options.of),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false),
    ],
  });
  return { keyPem: await privateKeyPem(keys), certificatePem: certificate.toString("pem") };
}

/** A server certificate that nobody vouches for. */
export async function selfSigned(names: string[]): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subjectOf(names),
    serialNumber: newSerial(),
    ...validity({}),
    keys,
    signingAlgorithm: signing,
    extensions: leafExtensions(names),
  });
  return { keyPem: await privateKeyPem(keys), certificatePem: certificate.toString("pem") };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
}

function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function validity(options: { notBefore?: Date; notAfter?: Date }) {
  const now = Date.now();
  return {
    notBefore: options.notBefore ?? new Date(now - day),
    notAfter: options.notAfter ?? new Date(now + 365 * day),
  };
}

function subjectOf(names: string[]): { CN: string[] }[] {
  return [{ CN: [names[0] ?? "nobody"] }];
}

function leafExtensions(names: string[], of: "server" | "client" = "server"): Extension[] {
  const alternatives = names.map((value) => ({
    type: (isIP(value) ? "ip" : "dns") as GeneralNameType,
    value,
  }));
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage[of === "server" ? "serverAuth" : "clientAuth"]]),
    new SubjectAlternativeNameExtension(alternatives),
  ];
}

async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}
