import { zodResolver } from "@hookform/resolvers/zod";
import type { Resolver } from "react-hook-form";
import { type MessageView, messageChangeSchema } from "@/lib/messages/schema";

/** The form's fields; what may be null is empty text. */
export interface MessageValues {
  name: string;
  subject: string;
  text: string;
  html: string;
  fromName: string;
  replyTo: string;
  optInField: string;
  transactional: boolean;
}

export const valuesOf = (message: MessageView): MessageValues => ({
  ...{ name: message.name, subject: message.subject, text: message.text, html: message.html },
  ...{ fromName: message.fromName, transactional: message.transactional },
  replyTo: message.replyTo ?? "",
  optInField: message.optInField ?? "",
});

/** As the server takes it. */
export const inputOf = ({ replyTo, optInField, ...rest }: MessageValues) => ({
  ...rest,
  replyTo: replyTo.trim() || null,
  optInField: optInField.trim() || null,
});

const parse = zodResolver(messageChangeSchema);

/** By the schema that the server parses with. */
export const messageResolver: Resolver<MessageValues> = async (values, context, options) => {
  const result = await parse(inputOf(values), context, options as unknown as Parameters<typeof parse>[2]);
  return Object.keys(result.errors).length > 0
    ? ({ values: {}, errors: result.errors } as Awaited<ReturnType<Resolver<MessageValues>>>)
    : { values, errors: {} };
};
