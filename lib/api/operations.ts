import type { Operation } from "./operation";
import * as account from "./operations/account";
import * as apiKeys from "./operations/api-keys";
import * as audit from "./operations/audit";
import * as dataCenters from "./operations/data-centers";
import * as eventTypes from "./operations/event-types";
import * as history from "./operations/history";
import * as invitations from "./operations/invitations";
import * as masterData from "./operations/master-data";
import * as overview from "./operations/overview";
import * as replays from "./operations/replays";
import * as signingKeys from "./operations/signing-keys";
import * as users from "./operations/users";
import * as webhooks from "./operations/webhooks";

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "id" in value && "answers" in value;

/** Of a room of operations each export is one, or one for each list of a data center. */
const operationsIn = (room: object): Operation[] =>
  Object.values(room).flatMap((exported) =>
    isOperation(exported) ? [exported] : Object.values(exported as Record<string, Operation>),
  );

/** Every operation of the administration API, as the reference shows them. */
export const OPERATIONS: readonly Operation[] = [
  ...[webhooks, overview, history, replays, signingKeys, eventTypes],
  ...[dataCenters, masterData, account, users, invitations, apiKeys, audit],
].flatMap(operationsIn);
