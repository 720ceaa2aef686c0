import type { Operation } from "./operation";
import * as dataCenters from "./operations/data-centers";
import * as history from "./operations/history";
import * as replays from "./operations/replays";
import * as signingKeys from "./operations/signing-keys";
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
  webhooks,
  history,
  replays,
  signingKeys,
  dataCenters,
].flatMap(operationsIn);
