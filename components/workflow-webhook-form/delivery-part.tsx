"use client";

import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Disclosure } from "@/components/webhook-form/disclosure";
import { FormBlock } from "@/components/webhook-form/form-block";
import { same } from "@/components/webhook-form/profile-rules";
import { Setting } from "@/components/webhook-form/setting";
import { DeadlineField, RetryAfterField, SuccessField } from "@/components/webhook-form/success-fields";
import { BELOW } from "@/components/webhook-form/use-field";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { deliverySentence } from "@/texts/delivery-sentence";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { RequestValues } from "./request-values";

const t = workflowWebhookForm.delivery;

type Retry = RequestValues["delivery"]["retry"];

/** At most two quick ones: somebody may be waiting for the answer (decision 4). */
const QUICK: Record<string, Retry> = {
  "0": { kind: "none" },
  "1": { kind: "schedule", delaysSeconds: [1], jitter: 0 },
  "2": { kind: "schedule", delaysSeconds: [1, 3], jitter: 0 },
};

const UNSIGNED: RequestValues["delivery"]["signature"] = { standard: "off", rsa: false };

/** One sentence, and what most never change behind it. */
export function DeliveryPart() {
  const { control, formState } = useFormContext<RequestValues>();
  const [profile, method, delivery] = useWatch({ control, name: ["profile", "method", "delivery"] });
  const [opened, setOpened] = useState(false);
  // Nothing of a GET is signed.
  const sent = method === "GET" ? { ...delivery, signature: UNSIGNED } : delivery;
  const expanded = opened || formState.errors.delivery !== undefined;
  return (
    <FormBlock title={t.title}>
      <Text size="sm" c="dimmed" mt={-8}>
        {deliverySentence(sent)}
      </Text>
      <Disclosure title={t.settings} note="" expanded={expanded} onToggle={() => setOpened(!expanded)}>
        <Stack gap="md" pt="md">
          <SuccessField />
          <DeadlineField />
          {profile === "data_request" && <TriesField />}
          <RetryAfterField />
        </Stack>
      </Disclosure>
    </FormBlock>
  );
}

function TriesField() {
  const { control, setValue } = useFormContext<RequestValues>();
  const retry = useWatch({ control, name: "delivery.retry" });
  const chosen = Object.entries(QUICK).find(([, each]) => same(each, retry))?.[0] ?? "own";
  const names = [...Object.keys(QUICK), ...(chosen === "own" ? ["own"] : [])];
  return (
    <Setting name="retry">
      <Select
        label={t.tries}
        data={names.map((value) => ({ value, label: t.triesOf[value as keyof typeof t.triesOf] }))}
        value={chosen}
        allowDeselect={false}
        onChange={(next) => {
          const own = QUICK[next ?? ""] ?? PROFILE_DEFAULTS.data_request.retry;
          if (next !== "own") setValue("delivery.retry", own, { shouldDirty: true });
        }}
        description={t.triesHint}
        inputWrapperOrder={BELOW}
      />
    </Setting>
  );
}
