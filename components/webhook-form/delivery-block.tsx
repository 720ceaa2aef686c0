"use client";

import {
  Anchor,
  Button,
  Collapse,
  Group,
  NumberInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
} from "@mantine/core";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";
import { deliverySentence } from "@/texts/delivery-sentence";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { FormBlock } from "./form-block";
import type { FormValues } from "./form-values";
import { RetryFields } from "./retry-fields";
import { useField } from "./use-field";

interface Props {
  profile: WebhookView["profile"];
  attempts: number;
}

/** Collapsed to one sentence: whoever never opens it gets sensible delivery. */
export function DeliveryBlock({ profile, attempts }: Props) {
  const { control, formState, setValue } = useFormContext<FormValues>();
  const delivery = useWatch({ control, name: "delivery" });
  const [opened, setOpened] = useState(false);
  const [restored, setRestored] = useState(0);
  const expanded = opened || (attempts > 0 && formState.errors.delivery !== undefined);

  const restore = () => {
    setValue("delivery", PROFILE_DEFAULTS[profile], { shouldDirty: true, shouldValidate: true });
    setRestored((count) => count + 1);
  };

  return (
    <FormBlock title={t.title}>
      <Group justify="space-between" gap="xs" mt={-8}>
        <Text size="sm" c="dimmed">
          {deliverySentence(delivery)}
        </Text>
        <Anchor
          component="button"
          type="button"
          size="sm"
          aria-expanded={expanded}
          onClick={() => setOpened(!expanded)}
        >
          {expanded ? t.close : t.change}
        </Anchor>
      </Group>
      <Collapse expanded={expanded} keepMounted={false}>
        <Stack gap="lg">
          <Limits />
          <Success />
          <RetryFields key={restored} />
          <Manners />
          <Group>
            <Button variant="default" size="xs" onClick={restore}>
              {t.restore}
            </Button>
          </Group>
        </Stack>
      </Collapse>
    </FormBlock>
  );
}

function Limits() {
  const deadline = useField("delivery.deadlineMs", t.deadline);
  const concurrency = useField("delivery.concurrency", t.concurrency);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberInput
        {...deadline}
        error={deadline.error && t.deadlineWrong}
        value={Number.isNaN(deadline.value) ? "" : deadline.value / 1000}
        onChange={(seconds) =>
          deadline.onChange(seconds === "" ? Number.NaN : Math.round(Number(seconds) * 1000))
        }
        min={1}
        max={30}
        clampBehavior="none"
        decimalScale={3}
        description={t.deadlineHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      <NumberInput
        {...concurrency}
        error={concurrency.error && t.concurrencyWrong}
        value={Number.isNaN(concurrency.value) ? "" : concurrency.value}
        onChange={(count) => concurrency.onChange(count === "" ? Number.NaN : Number(count))}
        min={1}
        max={256}
        clampBehavior="none"
        allowDecimal={false}
        description={t.concurrencyHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
    </SimpleGrid>
  );
}

function Success() {
  const { ref: _, error, ...field } = useField("delivery.success", t.success);
  return (
    <Radio.Group {...field} error={error}>
      <Stack gap="xs" mt={6}>
        <Radio value="2xx" label={t.any2xx} description={t.any2xxHint} />
        <Radio value="200" label={t.exactly200} description={t.exactly200Hint} />
      </Stack>
    </Radio.Group>
  );
}

const SIGNATURES = (["v1", "v1a", "off"] as const).map((value) => ({ value, label: t.signatures[value] }));

function Manners() {
  const { value: honour, ...retryAfter } = useField("delivery.honourRetryAfter", t.retryAfter);
  const { value: suspends, ...gone } = useField("delivery.suspendOnGone", t.gone);
  const { value: signature, ...signed } = useField("delivery.signature.standard", t.signature);
  return (
    <Stack gap="md">
      <Switch {...retryAfter} checked={honour} description={t.retryAfterHint} />
      <Switch {...gone} checked={suspends} description={t.goneHint} />
      <Select
        {...signed}
        value={signature}
        allowDeselect={false}
        data={SIGNATURES}
        description={t.signatureHint[signature]}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
    </Stack>
  );
}
