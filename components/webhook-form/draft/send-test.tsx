"use client";

import { Anchor, Group, Loader, Text } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { webhookFormDraft as t } from "@/texts/webhook-form-draft";
import type { FormValues } from "../form-values";
import { DraftResult } from "./draft-result";
import { type DraftTest, useDraft } from "./use-draft";

/** A test of the first trigger, beside the URL; where events are checked, each has its own. */
export function SendTest() {
  const { getValues } = useFormContext<FormValues>();
  const { test, pending, result } = useDraftTest();
  return (
    <>
      <Group gap="xs" mt={-8}>
        <Anchor
          component="button"
          type="button"
          size="sm"
          disabled={pending}
          onClick={() => {
            const [trigger] = getValues("triggers");
            if (trigger) void test(trigger, 0);
          }}
        >
          {t.send}
        </Anchor>
        {pending && <Loader size={14} />}
        <Text size="xs" c="dimmed">
          {t.hint}
        </Text>
      </Group>
      <div aria-live="polite">{result && <DraftResult result={result} />}</div>
    </>
  );
}

/** One place's tests: whether one is under way, and what came of the last one. */
export function useDraftTest() {
  const draft = useDraft();
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<DraftTest>();
  const test = async (...sample: Parameters<typeof draft.test>) => {
    setPending(true);
    setResult(undefined);
    try {
      setResult(await draft.test(...sample));
    } finally {
      setPending(false);
    }
  };
  return { test, pending, result };
}
