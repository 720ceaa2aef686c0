import { type Method, type Operation, SECTIONS } from "./operation";
import * as account from "./operations/account";
import * as apiKeys from "./operations/api-keys";
import * as audit from "./operations/audit";
import * as blockedAddresses from "./operations/blocked-addresses";
import * as contactSets from "./operations/contact-sets";
import * as contacts from "./operations/contacts";
import * as dataCenters from "./operations/data-centers";
import * as eventTypes from "./operations/event-types";
import * as history from "./operations/history";
import * as invitations from "./operations/invitations";
import * as masterData from "./operations/master-data";
import * as messages from "./operations/messages";
import * as overview from "./operations/overview";
import * as replays from "./operations/replays";
import * as signingKeys from "./operations/signing-keys";
import * as users from "./operations/users";
import * as webhooks from "./operations/webhooks";
import * as workflows from "./operations/workflows";

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "id" in value && "answers" in value;

/** Of a room of operations each export is one, or one for each list of a data center. */
const operationsIn = (room: object): Operation[] =>
  Object.values(room).flatMap((exported) =>
    isOperation(exported) ? [exported] : Object.values(exported as Record<string, Operation>),
  );

const CHAPTERS = Object.keys(SECTIONS);
const METHODS: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** By chapter, then what is called at an address beside each other: a list before its items, reading before writing. */
const inOrder = (a: Operation, b: Operation): number =>
  CHAPTERS.indexOf(a.section) - CHAPTERS.indexOf(b.section) ||
  Number(a.path > b.path) - Number(a.path < b.path) ||
  METHODS.indexOf(a.method) - METHODS.indexOf(b.method);

/** Every operation of the administration API, in the order of the reference. */
export const OPERATIONS: readonly Operation[] = [
  ...[webhooks, overview, history, replays, signingKeys, eventTypes, workflows, messages],
  ...[
    dataCenters,
    masterData,
    contacts,
    contactSets,
    blockedAddresses,
    account,
    users,
    invitations,
    apiKeys,
    audit,
  ],
]
  .flatMap(operationsIn)
  .sort(inOrder);
