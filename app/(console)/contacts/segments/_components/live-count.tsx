"use client";

import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { skipToken, useQuery } from "@tanstack/react-query";
import { contactQueries } from "@/lib/contacts/queries";
import { segments as t } from "@/texts/contact-sets";
import { type DraftRules, wholeRules } from "./draft-rules";

/** Asks a moment after the last change. */
const SETTLED_MS = 400;

export function LiveCount({ dataCenterId, rules }: { dataCenterId: number; rules: DraftRules }) {
  const whole = wholeRules(rules);
  const [settled] = useDebouncedValue(JSON.stringify(whole), SETTLED_MS);
  const asked = JSON.parse(settled) as typeof whole;
  const query = contactQueries.count(dataCenterId, asked ?? { match: "all", conditions: [] });
  const { data, isError, isFetching } = useQuery(asked ? query : { ...query, queryFn: skipToken });
  return (
    <Text size="sm" role="status" c={whole && data ? undefined : "dimmed"} aria-busy={isFetching}>
      {!whole
        ? t.notCounted
        : isError
          ? t.countFailed
          : data
            ? t.counted(data.matching, data.of, data.complete)
            : t.counting}
    </Text>
  );
}
