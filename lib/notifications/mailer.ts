import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import { type ClaimedMail, claimMail } from "./claim";
import { claimMessages, MESSAGE_DEADLINE_MS } from "./claim-messages";
import { settleFailed, settleSent } from "./settle";
import { faultOf, type MailFault, settleMessageFailed, settleMessageSent } from "./settle-messages";
import { createMailTransport, type MailTransport } from "./transport";

/** How often it looks without having been woken: for other processes' mails and for next tries. */
const POLL_MS = 10_000;

export interface Mailer {
  /** Sends what is due. @returns how many attempts were made */
  sendDue(): Promise<number>;
  /** Looks now, whenever a mail is queued in this process, and every few seconds. */
  start(): void;
  /** Begins nothing new; resolves when the mails under way are settled. */
  stop(): Promise<void>;
}

/**
 * The only code that talks to the mail server; undefined where none is set. Mails to people who work here leave one
 * after another, and never wait for messages to contacts, which have connections of their own.
 */
export function createMailer(tidings: Instance): Mailer | undefined {
  const { SMTP_URL, sender, egress } = tidings.env;
  if (!SMTP_URL) return undefined;
  const ours = createMailTransport(SMTP_URL, sender, egress);
  const theirs = createMailTransport(SMTP_URL, sender, egress, { connections: 5 });
  const state = { stopped: false };
  const lanes = [
    startLane(tidings, () => sendOurs(tidings, ours, state)),
    startLane(tidings, () => sendMessages(tidings, theirs, state)),
  ];
  const look = () => {
    if (!state.stopped) for (const lane of lanes) lane.look();
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    async sendDue() {
      const sent = await Promise.all([sendOurs(tidings, ours, state), sendMessages(tidings, theirs, state)]);
      return sent[0] + sent[1];
    },
    start() {
      tidings.mailListeners.add(look);
      timer = setInterval(look, POLL_MS);
      timer.unref();
      look();
    },
    async stop() {
      state.stopped = true;
      clearInterval(timer);
      tidings.mailListeners.delete(look);
      await Promise.all(lanes.map((lane) => lane.done()));
      ours.close();
      theirs.close();
    },
  };
}

/** One round at a time; who calls during one is served by another right after it. */
function startLane(tidings: Instance, round: () => Promise<number>) {
  let underWay: Promise<unknown> | undefined;
  let again = false;
  const look = () => {
    again = underWay !== undefined;
    underWay ??= round()
      .catch((error: unknown) => {
        const level = asUnavailable(error) ? "warn" : "error";
        tidings.log[level]({ err: error }, "mailer.failed");
      })
      .finally(() => {
        underWay = undefined;
        if (again) look();
      });
  };
  return { look, done: async () => underWay };
}

async function sendOurs(tidings: Instance, transport: MailTransport, state: { stopped: boolean }) {
  let attempts = 0;
  while (!state.stopped) {
    const mail = await claimMail(tidings);
    if (mail === undefined) break;
    if (mail === "taken") continue;
    await sendOne(tidings, transport, mail);
    attempts++;
  }
  return attempts;
}

async function sendOne(tidings: Instance, transport: MailTransport, mail: ClaimedMail): Promise<void> {
  try {
    await transport.send(mail);
  } catch (error) {
    const { words: answer } = faultOf(error);
    const nextAttemptAt = await settleFailed(tidings, mail, answer);
    tidings.log.warn({ mailId: mail.id, attempt: mail.attempts, answer, nextAttemptAt }, "mail.failed");
    return;
  }
  await settleSent(tidings, mail);
  tidings.log.info({ mailId: mail.id, attempt: mail.attempts }, "mail.sent");
}

/** While the server can't be reached, the others wait for it too. */
async function sendMessages(tidings: Instance, transport: MailTransport, state: { stopped: boolean }) {
  let attempts = 0;
  while (!state.stopped) {
    const claimed = await claimMessages(tidings);
    const faults = await Promise.all(claimed.map((mail) => sendMessage(tidings, transport, mail)));
    attempts += claimed.length;
    if (faults.some((fault) => fault?.kind === "unreached")) break;
    // Those that were cut off are settled by claiming, and count for none.
    if (claimed.length === 0) break;
  }
  return attempts;
}

async function sendMessage(
  tidings: Instance,
  transport: MailTransport,
  mail: ClaimedMail,
): Promise<MailFault | undefined> {
  try {
    await transport.send(mail, AbortSignal.timeout(MESSAGE_DEADLINE_MS));
  } catch (error) {
    const fault = faultOf(error);
    const nextAttemptAt = await settleMessageFailed(tidings, mail, fault);
    const { kind, words } = fault;
    tidings.log.warn(
      { mailId: mail.id, attempt: mail.attempts, kind, answer: words, nextAttemptAt },
      "message.failed",
    );
    return fault;
  }
  await settleMessageSent(tidings, mail);
  tidings.log.debug({ mailId: mail.id, attempt: mail.attempts }, "message.sent");
  return undefined;
}
