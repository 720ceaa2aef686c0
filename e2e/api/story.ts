interface ClientAnswer {
  data?: unknown;
  error?: { type?: string } | undefined;
  response: Response;
}

/** The data that a call of the client brought, where it was answered as it should be. @throws whatever else came */
export function answered<Answer extends ClientAnswer>(
  status: number,
  answer: Answer,
): NonNullable<Answer["data"]> {
  const { data, error, response } = answer;
  if (response.status === status) return data as NonNullable<Answer["data"]>;
  const { pathname } = new URL(response.url);
  throw new Error(`${pathname} is ${response.status}, not ${status}: ${JSON.stringify(error ?? data)}`);
}
