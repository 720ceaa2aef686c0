"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { userQueries } from "@/lib/users/queries";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";

const t = webhookFormDelivery.recipients;

/** The names of people whom a webhook mails to; who has left the account is shown as such. */
export function usePeople(ids: string[], { enabled = true }: { enabled?: boolean } = {}) {
  const { data, isError, isPlaceholderData } = useQuery({
    ...userQueries.named(ids),
    enabled: enabled && ids.length > 0,
    placeholderData: keepPreviousData,
  });
  const people = data?.people ?? [];
  const nameOf = (id: string): string => {
    const person = people.find((each) => each.id === id);
    if (person) return t.person(person.name, person.email);
    return isError || !data || isPlaceholderData ? t.unknown : t.gone;
  };
  return { people, nameOf };
}
