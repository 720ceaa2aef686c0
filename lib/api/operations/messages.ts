import {
  messageChangeSchema,
  messageListSchema,
  messageLookSchema,
  messageTrialSchema,
  messageViewSchema,
  newMessageSchema,
  testMailResultSchema,
  testMailSchema,
} from "@/lib/messages/schema";
import { inAccount, type Operation } from "../operation";
import { exampleContent, exampleId, exampleMessage, exampleMessageRow } from "./examples";

const MESSAGES = inAccount("/messages");
const message = messageViewSchema.meta({ id: "Message" });
const MESSAGE = { id: { description: "The message's id.", example: exampleId.message } };
const shown = (description: string, changes: object = {}) => ({
  ...{ description, schema: message, example: { ...exampleMessage, ...changes } },
});
const section = "Messages";

const { name, dataCenterId } = exampleMessage;
const { subject, text } = exampleContent;
const trial = { dataCenterId, subject, text, source: { contactId: "1353" }, fetchAnswers: true };
const answers = [{ label: "WH5", state: "answered", why: null }];

export const listMessages: Operation = {
  ...{ id: "listMessages", section, method: "GET", path: MESSAGES },
  ...{ summary: "Get all messages and templates", scope: "workflows:read" },
  answers: {
    200: {
      description: "All of them by name, without their texts.",
      schema: messageListSchema,
      example: { messages: [exampleMessageRow] },
    },
  },
};

export const createMessage: Operation = {
  ...{ id: "createMessage", section, method: "POST", path: MESSAGES },
  summary: "Create a message or a template",
  description:
    "A message of kind `email` becomes a mailing of its data center, which opens and clicks are reported against. Subject, text and HTML hold expressions; one that can't be read is 400 at its place.",
  scope: "workflows:write",
  body: {
    schema: newMessageSchema.meta({ id: "NewMessage" }),
    examples: {
      text: { summary: "Text alone", value: { name, dataCenterId, subject, text } },
      template: {
        summary: "A template to begin messages with",
        value: { name: "Frame", kind: "template", dataCenterId, html: "<body><h1>Acme</h1></body>" },
      },
    },
  },
  answers: {
    201: { ...shown("It is made.", { usedBy: [] }), headers: ["Location", "ETag"] },
  },
  problems: ["conflict", "label_taken"],
};

export const getMessage: Operation = {
  ...{ id: "getMessage", section, method: "GET", path: `${MESSAGES}/{id}` },
  ...{ summary: "Get a message", scope: "workflows:read", params: MESSAGE },
  answers: { 200: { ...shown("The message, with its texts."), headers: ["ETag"] } },
};

export const updateMessage: Operation = {
  ...{ id: "updateMessage", section, method: "PATCH", path: `${MESSAGES}/{id}` },
  ...{ summary: "Change a message", scope: "workflows:write", params: MESSAGE, conditional: true },
  description:
    "What is left out stays. Steps send it as it is from then on; what is queued already stays as it was.",
  body: {
    schema: messageChangeSchema.meta({ id: "MessageChange" }),
    examples: { subject: { summary: "Another subject", value: { subject: "Your code for spring" } } },
  },
  answers: { 200: { ...shown("As it is now.", { revision: 2 }), headers: ["ETag"] } },
  problems: ["label_taken", "changed_meanwhile"],
};

export const deleteMessage: Operation = {
  ...{ id: "deleteMessage", section, method: "DELETE", path: `${MESSAGES}/{id}` },
  ...{ summary: "Delete a message", scope: "workflows:write", params: MESSAGE },
  description: "One that a workflow sends is refused with 409. Its mailing stays, since events name it.",
  answers: { 204: { description: "It is gone." } },
  problems: ["conflict"],
};

export const previewMessage: Operation = {
  ...{ id: "previewMessage", section, method: "POST", path: `${MESSAGES}/preview` },
  ...{ summary: "Look at a mail as a step would send it", scope: "workflows:write" },
  description:
    "For the chosen contact, or for a sample contact. With `fetchAnswers` the webhooks that it reads are sent now, for this contact. What can't be made is told in `faults`.",
  body: {
    schema: messageTrialSchema.meta({ id: "MessageTrial" }),
    examples: { contact: { summary: "For one contact", value: trial } },
  },
  answers: {
    200: {
      description: "The mail, or why it can't be made.",
      schema: messageLookSchema.meta({ id: "MessageLook" }),
      example: {
        mail: {
          ...{ to: "john.doe@example.org", subject: "Your code, John", html: "" },
          text: "Hello John, your code is SPRING.\n\n-- \nUnsubscribe: https://tidings.example.com/unsubscribe/example\n",
        },
        ...{ skipped: null, faults: [], answers },
      },
    },
  },
  leavesEntry: false,
};

export const testMessage: Operation = {
  ...{ id: "testMessage", section, method: "POST", path: `${MESSAGES}/test` },
  ...{ summary: "Send a mail to try it", scope: "workflows:write" },
  description:
    "To one address, filled in as the preview is; its subject begins with [Test], it counts nowhere, and its link *Unsubscribe* leads to an example. What can't be made is 400 at its place.",
  body: {
    schema: testMailSchema.meta({ id: "TestMail" }),
    examples: { me: { summary: "To oneself", value: { ...trial, recipient: "ada@example.org" } } },
  },
  answers: {
    200: {
      description: "It is queued, or kept in the Outbox where no mail server is set.",
      schema: testMailResultSchema,
      example: { mailId: exampleId.mail, leaves: true, answers },
    },
  },
};
