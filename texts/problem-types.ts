import type { FieldProblem, ProblemName } from "@/lib/errors";

export interface ProblemText {
  means: string;
  /** What the caller can do, each a step or a choice of its own. */
  todo: readonly string[];
  /** An answer as it may come: `detail`, and `errors` where places are named. */
  example: { detail: string; errors?: readonly FieldProblem[] };
  /** Who else answers with it, beside the operations of the API. */
  elsewhere?: string;
}

const PRODUCERS = "POST /api/internal/events, the route that producers post events to";
const JSON_FAULT = 'The body is not valid JSON: line 3, column 3: expected "," or "}", found "\\""';
const WAIT = "Wait as many seconds as the header Retry-After says, then send the same request again.";
const REPEAT = "Send a POST with an Idempotency-Key, so that repeating it never makes a thing twice.";
const READ_AGAIN =
  "Read it again, decide whether your change still makes sense, and send it with the new ETag.";

/** The pages of problem types, /problems/{name}: the address that `type` of a problem document names. */
export const PROBLEM_TEXTS: Record<ProblemName, ProblemText> = {
  validation_failed: {
    means:
      "The request was understood, but something in it can't be accepted. Nothing of it was carried out or stored.",
    todo: [
      "Look at errors: each entry names a place (path, and index where a list was sent), what is wrong with it, and the remedy.",
      "Correct all of them and send the request again. Sending it unchanged will always fail.",
    ],
    example: {
      detail: "dataCenterId: is missing",
      errors: [
        {
          path: "dataCenterId",
          message: "is missing",
          remedy: "Send the id of one of the account's data centers, a whole number such as 1.",
        },
      ],
    },
    elsewhere: PRODUCERS,
  },
  malformed_address: {
    means: "The address that was called can't be read: a character in it is not encoded as URLs need it.",
    todo: ["Percent-encode everything that you put into an address, for example by encodeURIComponent."],
    example: { detail: "The address is not valid." },
    elsewhere: "every address of this server",
  },
  malformed_json: {
    means:
      "The body is not JSON, is nested too deeply, or names a key twice. Nothing of it was carried out or stored.",
    todo: [
      "Let a JSON library write the body instead of putting it together by hand.",
      "Check that the body was not cut off on its way, and that it is encoded as UTF-8.",
    ],
    example: {
      detail: JSON_FAULT,
      errors: [
        {
          path: "",
          message: JSON_FAULT,
          remedy: "Correct the JSON at this place, best by letting a JSON library write it.",
        },
      ],
    },
    elsewhere: PRODUCERS,
  },
  unauthenticated: {
    means: "The server does not know who calls: the API key is missing, misspelt or revoked.",
    todo: [
      "Send the header Authorization: Bearer tdg_… with a key of the account.",
      "If the key was revoked, ask an administrator of the account for another one (Administration » API keys).",
      "In the browser: your session has ended. Sign in again.",
    ],
    example: { detail: "Send an API key: Authorization: Bearer tdg_…" },
    elsewhere: `${PRODUCERS}; the console`,
  },
  plan_required: {
    means: "Webhooks need a paid plan. Nothing was carried out; posted events were refused, not kept.",
    todo: ["Ask Sales for a paid plan. Once the account has one, the same request works."],
    example: {
      detail:
        "Webhooks are available only with a paid subscription; nothing was kept. To upgrade, contact Sales.",
    },
    elsewhere: `${PRODUCERS}; the console`,
  },
  forbidden: {
    means:
      "The server knows who calls, but they may not do this: the API key lacks a scope or a data center, or the person is not an administrator.",
    todo: [
      "For a program: use a key that has the scope and the data center which detail names. Keys can't be changed; an administrator creates another one.",
      "For a person: ask an administrator of the account.",
    ],
    example: { detail: "The API key lacks the scope webhooks:write. Create a key that has it." },
    elsewhere: `${PRODUCERS}; the console`,
  },
  not_found: {
    means:
      "There is nothing with this id in the account, or nothing at this address. What belongs to another account looks the same, so that nobody can find out what others have.",
    todo: [
      "Check the id and the client id in the address; list what there is to find the right one.",
      "Check that the API key belongs to the same account.",
    ],
    example: { detail: "There is no webhook with this id in the account." },
    elsewhere: "every address of the API that does not exist",
  },
  method_not_allowed: {
    means: "There is something at this address, but it is not called by this method.",
    todo: ["Look the operation up in the API reference and use its method."],
    example: { detail: "Use GET or POST at this address." },
    elsewhere: "addresses that are called by another method than they have",
  },
  conflict: {
    means:
      "The request is valid, but not in the present state: for example, a webhook is active already, or something that is in use was to be removed.",
    todo: [
      "Read detail: it names the state and usually what has to happen first.",
      "Read the thing again if you don't know its state; somebody may have changed it.",
    ],
    example: { detail: "An active webhook can't be deleted. Deactivate it first." },
    elsewhere: "the console",
  },
  changed_meanwhile: {
    means: "Somebody else changed the same thing at the same moment. Your change was not carried out.",
    todo: [
      READ_AGAIN,
      "Send If-Match with every change, so that you notice earlier changes of others as well.",
    ],
    example: { detail: "Somebody else changed the webhook just now. Load it again and repeat your change." },
    elsewhere: "the console",
  },
  label_taken: {
    means: "Another webhook of the account has this label. Upper and lower case are not told apart.",
    todo: ["Choose another label, or rename the other webhook. The label of a deleted webhook is free."],
    example: {
      detail: 'Another webhook of the account is called "Hot leads to CRM".',
      errors: [
        {
          path: "label",
          message: "is the label of another webhook",
          remedy: "Choose another label; upper and lower case are not told apart.",
        },
      ],
    },
    elsewhere: "the console",
  },
  webhook_limit_reached: {
    means: "The account has as many webhooks as it may have. Deleted ones don't count.",
    todo: [
      "Delete a webhook that nobody needs; that frees a place at once.",
      "Ask your operator to raise the limit of the account.",
    ],
    example: {
      detail: "The account has 100 webhooks, which is its limit. Delete an inactive webhook to make room.",
    },
    elsewhere: "the console",
  },
  idempotency_conflict: {
    means:
      "The Idempotency-Key of the call, or the id of a posted event, was used before for something else. Nothing was carried out.",
    todo: [
      "Use a new key for each thing you make, and the same key only to repeat the very same call.",
      "For events: give each event an id of its own; repeat an event only with the same content.",
    ],
    example: {
      detail:
        "The Idempotency-Key was used within a day for another call. Use a new one for each thing you make.",
    },
    elsewhere: PRODUCERS,
  },
  precondition_failed: {
    means:
      "If-Match named a state that is no longer the present one: somebody changed it since you read it. Your change was not carried out.",
    todo: [READ_AGAIN, "The header ETag of this answer names the present state."],
    example: {
      detail: "It was changed since you read it. Read it again, and repeat your change with its new ETag.",
    },
  },
  too_large: {
    means: "The body, or one event in it, is larger than what is accepted. Nothing of it was stored.",
    todo: [
      "Split the body into several requests.",
      "Post less data with an event, or a link to it. The limits stand on the page REST API.",
    ],
    example: { detail: "The body is larger than 1048576 bytes. Split it into several requests." },
    elsewhere: PRODUCERS,
  },
  unsupported_media_type: {
    means: "The body was not announced as JSON. Nothing of it was read.",
    todo: ["Send the header Content-Type: application/json with every body."],
    example: { detail: "Send the body as Content-Type: application/json." },
    elsewhere: PRODUCERS,
  },
  too_many_attempts: {
    means: "Somebody tried too often to sign in, to enter a code or to have a mail sent.",
    todo: [
      "Wait as long as detail says. A browser that you have signed in with before may still let you in.",
    ],
    example: { detail: "Too many attempts. Try again in 12 minutes." },
    elsewhere: "signing in and resetting a password",
  },
  rate_limited: {
    means:
      "The key, or the person, has called the API more often within a minute than it may. Nothing was carried out.",
    todo: [
      WAIT,
      "Watch the header RateLimit of every answer: r says how many calls are left, t when the count starts anew.",
      "Ask for lists instead of single things; they take up to 100 or more at once.",
    ],
    example: { detail: "More than 12,000 calls within a minute. Go on in 23 s." },
  },
  sign_in_expired: {
    means: "Between password and code too much time passed, or the sign-in was ended.",
    todo: ["Enter e-mail address and password again, then the new code."],
    example: { detail: "This sign-in has ended. Enter your e-mail address and password again." },
    elsewhere: "signing in with a second factor",
  },
  backlog_full: {
    means: "So many deliveries are waiting that no more are taken in. Nothing of the request was stored.",
    todo: [WAIT, "If it lasts, tell your operator: an endpoint may be down, or the limit too low."],
    example: {
      detail: "1000000 deliveries are waiting, which is the limit. Post the events again later.",
    },
    elsewhere: PRODUCERS,
  },
  database_unavailable: {
    means: "The database does not answer at the moment. Nothing of the request was stored.",
    todo: [WAIT, REPEAT],
    example: {
      detail:
        "The database can't be reached at the moment; nothing was stored. Send the request again shortly.",
    },
    elsewhere: `${PRODUCERS}; the console`,
  },
  draining: {
    means: "The server is stopping, usually to start again at once, and takes no new work.",
    todo: [WAIT, "Open a new connection for it."],
    example: { detail: "The server is stopping. Send the request again shortly." },
    elsewhere: `${PRODUCERS}; the console`,
  },
  internal_error: {
    means: "Something went wrong on our side that nobody foresaw. It is in the server's log.",
    todo: [
      "Send the request again after a while; a GET, PUT, PATCH or DELETE may always be repeated.",
      REPEAT,
      "If it stays like this, tell your operator the time and the address of the request.",
    ],
    example: { detail: "Something went wrong on our side; nothing was stored." },
    elsewhere: "every operation and page, if something is broken",
  },
};
