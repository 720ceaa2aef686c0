import type { RunReason } from "@/lib/vocabulary";

export interface Explanation {
  /** Three words or so, for tables. */
  title: string;
  /** What happened, in a full sentence. */
  cause: string;
  /** What the reader can do. */
  remedy: string;
}

/** Every reason in words (docs/edge.md, Run reasons). Answers by status code are in status-codes.ts. */
export const RUN_REASON_TEXTS: Record<RunReason, Explanation> = {
  dns_lookup_failed: {
    title: "Host name not found",
    cause:
      "The host name in the URL could not be resolved: DNS knows no address for it, or did not answer in time.",
    remedy: "Check the spelling of the URL, and that the name has a public DNS record.",
  },
  private_address: {
    title: "Not a public address",
    cause: "The host name leads to an address that is not public, so no request was sent.",
    remedy: "Use an endpoint that is reachable on the public internet.",
  },
  connect_refused: {
    title: "Connection refused",
    cause: "The server turned the connection down: nothing listens on that port, or a firewall rejects it.",
    remedy: "Check that the server is running and that its firewall lets our requests in.",
  },
  connect_timeout: {
    title: "No connection in time",
    cause: "The server did not take the connection before the deadline.",
    remedy: "Check that the address is right and that no firewall silently drops our requests.",
  },
  connection_reset: {
    title: "Connection broken off",
    cause: "The server, or something between us, closed the connection before it had answered.",
    remedy:
      "Look into the server's log at this time; a proxy's or load balancer's limit is a frequent cause.",
  },
  tls_failed: {
    title: "No secure connection",
    cause:
      "No trusted TLS connection could be set up: the certificate is expired, self-signed, or made for another name.",
    remedy: "Install a valid certificate with its whole chain for exactly this host name.",
  },
  deadline_exceeded: {
    title: "Answer took too long",
    cause: "The complete answer did not arrive within the deadline.",
    remedy: "Answer at once and do the work afterwards, or raise the deadline under Delivery.",
  },
  malformed_response: {
    title: "Answer not understood",
    cause: "What came back is not a valid HTTP answer.",
    remedy: "Check that the URL belongs to a web server that speaks HTTP/1.1 over TLS.",
  },
  response_too_large: {
    title: "Answer too large",
    cause:
      "The answer is larger than what we read: more than 16 KiB of headers, or, of a data request, more than 256 KiB in all.",
    remedy: "Answer with less; for a notification a status code alone is enough.",
  },
  status_not_accepted: {
    title: "Status not accepted",
    cause: "The endpoint answered with a status code that does not count as success.",
    remedy: "Look at the answer below, and into the log of the endpoint.",
  },
  redirect_not_followed: {
    title: "Redirect not followed",
    cause:
      "The endpoint answered with a redirect. Redirects are never followed, because data would go to another address.",
    remedy: "Put the final address into Send data to URL.",
  },
  gone: {
    title: "Endpoint is gone",
    cause: "The endpoint answered 410 Gone: it no longer wants these requests.",
    remedy: "Correct the URL and activate the webhook again, or delete it.",
  },
  template_failed: {
    title: "Template failed",
    cause: "The request could not be written from its template, so nothing was sent.",
    remedy: "Open the template and correct the expression that failed.",
  },
  payload_failed: {
    title: "Payload failed",
    cause: "The payload of this event could not be made, so nothing was sent.",
    remedy: "Send a test; if it fails too, tell your administrator the id of this run.",
  },
  credential_unreadable: {
    title: "Credentials not readable",
    cause: "The stored credentials could not be decrypted, so nothing was sent.",
    remedy: "Replace the password or secret value under Edit properties.",
  },
  connector_token_failed: {
    title: "No access token",
    cause: "The connector got no access token from its token server, so nothing was sent.",
    remedy:
      "Check token URL, client ID, secret and scope of the connector. Once they are right, what waits is sent with them.",
  },
  contact_not_found: {
    title: "Contact not found",
    cause: "No contact matches the identification, so nothing was sent.",
    remedy: "Check which field identifies the contact.",
  },
  own_network_down: {
    title: "Our network was down",
    cause: "Tidings itself had no connection to the network. The endpoint is not at fault.",
    remedy: "Nothing to do on your side.",
  },
  webhook_not_active: {
    title: "Webhook not active",
    cause: "The webhook was not active at that moment, so nothing was sent.",
    remedy: "Activate the webhook.",
  },
};
