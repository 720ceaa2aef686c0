import type { Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import { createTransport } from "nodemailer";
import type { MailHead } from "@/db/shapes";
import type { EgressRules } from "@/lib/engine/egress";
import { isLoopback } from "@/lib/env";
import type { Sender } from "./sender";

export interface OutgoingMail {
  recipient: string;
  subject: string;
  text: string;
  html: string;
  /** Becomes the Message-ID, so that a mail that was sent twice can be told. */
  id: string;
  /** Of a message: who it is from, and how its reader ends them all. */
  head: MailHead | null;
}

/** What a transport rejects with. */
export interface TransportFault extends Error {
  /** What the server said, with its code. */
  response?: string;
  responseCode?: number;
  /** At which command of the dialogue. */
  command?: string;
  /** Whether any of the mail may have reached the server. */
  handedOver: boolean;
}

/** How long the mail server may take for one step of its dialogue. */
const STEP_MS = 20_000;

/**
 * One mail to the mail server of SMTP_URL; rejects with what it said. Name and password never go over a connection
 * that isn't encrypted, but on this machine.
 */
export function createMailTransport(
  smtpUrl: string,
  sender: Sender,
  egress: Pick<EgressRules, "extraCa">,
  /** How many are kept open for the next mails; none where it is left out. */
  { connections }: { connections?: number } = {},
) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === "smtps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  // Whatever is to be sent again, we send again.
  const kept = { pool: true, maxConnections: connections, maxMessages: 1_000, maxRequeues: 0 } as const;
  const transport = createTransport({
    ...(connections !== undefined && kept),
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && auth !== undefined && !isLoopback(hostname),
    auth,
    tls: egress.extraCa ? { ca: [...rootCertificates, egress.extraCa] } : {},
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const streams = new Map<string, Readable>();
  transport.use("stream", ({ data, message }, done) => {
    const open = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = open(options);
      streams.set(String(data.messageId), stream);
      return stream;
    };
    done();
  });
  const domain = sender.address.split("@")[1];
  return {
    /** @throws TransportFault */
    async send(mail: OutgoingMail, signal?: AbortSignal): Promise<void> {
      const { recipient, subject, text, html, id, head } = mail;
      const messageId = `<${id}@${domain}>`;
      try {
        await transport.sendMail({
          from: { ...sender, ...(head?.fromName && { name: head.fromName }) },
          ...(head?.replyTo && { replyTo: { name: "", address: head.replyTo } }),
          to: { name: "", address: recipient },
          // Whatever a header could be made to say, the server is told this one recipient.
          envelope: { from: sender.address, to: [recipient] },
          messageId,
          headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(head) },
          ...{ subject, text, ...(html !== "" && { html }), ...(signal && { signal }) },
        });
      } catch (error) {
        // The library reads the mail once the server has agreed to take it.
        const handedOver = streams.get(messageId)?.readableDidRead ?? false;
        throw Object.assign(error as Error, { handedOver });
      } finally {
        streams.delete(messageId);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 8058: one click in the mail program ends all messages. */
const unsubscribeHeaders = (head: MailHead | null): Record<string, string> =>
  head?.unsubscribeUrl
    ? {
        "List-Unsubscribe": `<${head.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }
    : {};

export type MailTransport = ReturnType<typeof createMailTransport>;
