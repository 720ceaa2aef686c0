import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  source: string;
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** A real SMTP server on loopback that remembers what it got, and refuses while `answer` says how. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const state = { answer: undefined as { code: number; message: string } | undefined };
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      const { answer } = state;
      done(answer ? Object.assign(new Error(answer.message), { responseCode: answer.code }) : null);
    },
    onData(stream, { envelope }, done) {
      // A sender that was killed in the middle has handed over nothing.
      text(stream).then((source) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        done();
      }, done);
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** From now on every recipient is refused with this; `undefined` takes them again. */
    refuseWith(answer: { code: number; message: string } | undefined) {
      state.answer = answer;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
