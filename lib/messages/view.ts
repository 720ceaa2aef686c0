import { tagOf } from "@/lib/api/conditional";
import { iso } from "@/lib/time";
import type { LoadedMessage } from "./find";
import { type MessageRow, type MessageView, messageRowSchema, messageViewSchema } from "./schema";

type Users = MessageRow["usedBy"];

/** What a program has read, so that it overwrites nothing else. */
export const messageTag = ({ revision }: Pick<MessageRow, "revision">): string => tagOf(revision);

/** A message without its texts. */
type Listed = Omit<LoadedMessage, "text" | "html">;

const rowOf = (message: Listed, usedBy: Users) => {
  const { id, kind, name, dataCenterId, mailingId, subject, transactional, optInField } = message;
  return {
    ...{ id, kind, name, dataCenterId, mailingId, subject, transactional, optInField, usedBy },
    ...{ revision: message.revision, createdAt: iso(message.createdAt), createdBy: message.createdBy },
    updatedAt: iso(message.updatedAt),
  };
};

export const toRow = (message: Listed, usedBy: Users): MessageRow =>
  messageRowSchema.parse(rowOf(message, usedBy));

export const toView = (message: LoadedMessage, usedBy: Users): MessageView => {
  const { text, html, fromName, replyTo } = message;
  return messageViewSchema.parse({ ...rowOf(message, usedBy), text, html, fromName, replyTo });
};
