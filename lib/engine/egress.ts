import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { domainToASCII } from "node:url";
import ipaddr from "ipaddr.js";

/** An answer for a host name that the operator gives instead of DNS; `port` replaces the URL's when connecting. */
export interface FixedAnswer {
  address: string;
  port: number | null;
}

/** What the operator (never an account) has set for outgoing connections; docs/edge.md, EGRESS_*. */
export interface EgressRules {
  allowCidrs: string[];
  /** Keys as `foldHost` writes them. */
  resolve: Map<string, FixedAnswer[]>;
  /** PEM certificates trusted in addition to the system's. */
  extraCa: string | null;
  /** The addresses our requests come from, as the operator tells them. */
  addresses: string[];
  /** The addresses of this machine's interfaces. */
  ownAddresses?: string[];
}

export interface EgressEnvironment {
  EGRESS_ALLOW_CIDRS?: string;
  EGRESS_RESOLVE?: string;
  EGRESS_CA_FILE?: string;
  EGRESS_ADDRESSES?: string;
}

export function parseEgress(env: EgressEnvironment): EgressRules {
  return {
    allowCidrs: items(env.EGRESS_ALLOW_CIDRS).map(cidr),
    resolve: new Map(items(env.EGRESS_RESOLVE).map(fixedHost)),
    extraCa: env.EGRESS_CA_FILE ? readCertificates(env.EGRESS_CA_FILE) : null,
    addresses: items(env.EGRESS_ADDRESSES),
    ownAddresses: interfaceAddresses(),
  };
}

/** Host names are compared without case and without the dot of an absolute name. */
export function foldHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}

function items(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
}

function cidr(text: string): string {
  const [address = "", bits = ""] = text.split("/");
  if (isIP(address) && /^\d{1,3}$/.test(bits) && ipaddr.isValidCIDR(text)) return text;
  throw new Error(
    `EGRESS_ALLOW_CIDRS: "${text}" is not an address range. Write ranges like 127.0.0.0/8 or fd00::/8, separated by commas.`,
  );
}

function fixedHost(entry: string): [string, FixedAnswer[]] {
  const [host = "", answers = "", ...rest] = entry.split("=").map((part) => part.trim());
  if (!/^[^\s:/[\]]+$/.test(host) || !answers || rest.length > 0) throw malformedResolve(entry);
  return [
    foldHost(domainToASCII(host) || host),
    answers.split("|").map((answer) => fixedAnswer(answer.trim(), entry)),
  ];
}

function fixedAnswer(text: string, entry: string): FixedAnswer {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+))(?::(?<port>\d{1,5}))?$/.exec(text);
  const { v4 = "", v6 = "", port } = match?.groups ?? {};
  const portFits = port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
  if ((isIP(v4) !== 4 && isIP(v6) !== 6) || !portFits) throw malformedResolve(entry);
  return { address: v4 || v6, port: port === undefined ? null : Number(port) };
}

function malformedResolve(entry: string): Error {
  return new Error(
    `EGRESS_RESOLVE: "${entry}" can't be read. Write host=address or host=address:port, IPv6 in brackets, several answers joined by |, several hosts separated by commas.`,
  );
}

function readCertificates(file: string): string {
  try {
    const pem = readFileSync(file, "utf8");
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    for (const block of blocks) new X509Certificate(block);
    if (blocks.length === 0) throw new Error("no certificate in it");
    return blocks.join("\n");
  } catch (error) {
    throw new Error(
      `EGRESS_CA_FILE: ${file} can't be used (${(error as Error).message}). Name a readable file with PEM certificates.`,
    );
  }
}

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(
    (entries) => entries?.map((entry) => entry.address) ?? [],
  );
}
