import type { Explanation } from "./run-reasons";

const EXACT: Record<number, Explanation> = {
  400: {
    title: "Request not understood",
    cause: "The endpoint answered 400: it did not understand the request.",
    remedy: "Compare the request body with what the endpoint expects; its answer often names the field.",
  },
  401: {
    title: "Not authorized",
    cause: "The endpoint answered 401: it wants credentials, or other ones.",
    remedy: "Check the authentication type, and replace the password or value under Edit properties.",
  },
  403: {
    title: "Forbidden",
    cause: "The endpoint answered 403: it knows the credentials but does not allow the request.",
    remedy: "Give these credentials the right to post, or allow our address in the endpoint's firewall.",
  },
  404: {
    title: "Address not found",
    cause: "The endpoint answered 404: there is nothing at this path.",
    remedy: "Check the path in Send data to URL.",
  },
  405: {
    title: "POST not allowed",
    cause: "The endpoint answered 405: it does not take POST requests at this path.",
    remedy: "Use the address that receives data, not the one that shows a page.",
  },
  408: {
    title: "Endpoint timed out",
    cause: "The endpoint answered 408: it waited too long for the request.",
    remedy: "Look into the log of the endpoint or of the proxy in front of it.",
  },
  413: {
    title: "Body too large",
    cause: "The endpoint answered 413: the body is larger than what it takes.",
    remedy: "Raise the limit of the endpoint or of the proxy in front of it.",
  },
  415: {
    title: "JSON not accepted",
    cause: "The endpoint answered 415: it does not take application/json.",
    remedy: "Use an address that takes JSON.",
  },
  429: {
    title: "Too many requests",
    cause: "The endpoint answered 429: it gets more requests than it allows.",
    remedy: "Lower Concurrent requests under Delivery, or raise the endpoint's limit.",
  },
};

const CLASSES: Record<number, (code: number) => Explanation> = {
  1: (code) => ({
    title: `Answered ${code}`,
    cause: `The endpoint answered ${code}, which is no final answer.`,
    remedy: "Answer with a 2xx status code once the data has arrived.",
  }),
  2: (code) => ({
    title: `Answered ${code}`,
    cause: `Answered ${code}. This webhook only accepts 200.`,
    remedy: "Let the endpoint answer 200, or accept every 2xx answer.",
  }),
  3: (code) => ({
    title: "Redirect not followed",
    cause: `The endpoint answered ${code}, a redirect. Redirects are never followed, because data would go to another address.`,
    remedy: "Put the final address into Send data to URL.",
  }),
  4: (code) => ({
    title: `Refused with ${code}`,
    cause: `The endpoint answered ${code}: it refuses the request.`,
    remedy: "Look at the answer below; it usually says what is missing.",
  }),
  5: (code) => ({
    title: "Error in the endpoint",
    cause: `The endpoint answered ${code}: something went wrong on its side.`,
    remedy: "Look into the log of the endpoint at this time.",
  }),
};

/** Why an answer with this code did not count as success. */
export function explainStatus(code: number): Explanation {
  const ofClass = CLASSES[Math.floor(code / 100)];
  return (
    EXACT[code] ??
    ofClass?.(code) ?? {
      title: `Answered ${code}`,
      cause: `The endpoint answered ${code}, which does not count as success.`,
      remedy: "Answer with a 2xx status code once the data has arrived.",
    }
  );
}
