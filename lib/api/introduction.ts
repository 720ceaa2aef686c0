/** What the reference says before the first call, as Markdown. */
export const INTRODUCTION = `
Everything that the console does, for programs. Bodies are JSON; times are ISO 8601 in UTC.

**Authorization.** Send an API key of the account: \`Authorization: Bearer tdg_…\`. Each call needs one scope. On the reference page of the console calls are made with the rights of whoever is signed in.

**Addresses.** \`/api/v1/{clientId}/…\`, where \`clientId\` is the account's number (Administration » API overview » REST API). An id of another account is answered like one that does not exist: 404.

**Problems** are RFC 9457 documents, \`application/problem+json\`. \`type\` is the address of a page that explains the problem; \`errors\` names each faulty place with its remedy.

**Repeating a call.** Every POST takes an \`Idempotency-Key\`: the same call under the same key within a day is carried out once. Every other method may be repeated anyway.

**Changing what you have read.** \`ETag\` and \`If-Match\`: 412 if somebody else was faster.

**Limits.** \`RateLimit\` and \`RateLimit-Policy\` tell what is left; over the limit calls are answered 429 with \`Retry-After\`. Posting events has no such limit; while too much waits it is answered 503 with \`Retry-After\`.
`.trim();
