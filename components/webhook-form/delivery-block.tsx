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
import { useConsole } from "@/components/console-context";
import { deliverySentence } from "@/texts/delivery-sentence";
import { FormBlock } from "./form-block";
import type { FormValues } from "./form-values";
import { RetryFields } from "./retry-fields";
import { useField } from "./use-field";

/** Collapsed to one sentence: whoever never opens it gets sensible delivery. */
export function DeliveryBlock({ attempts }: { attempts: number }) {
  const { control, formState, setValue } = useFormContext<FormValues>();
  const { defaultDelivery } = useConsole();
  const delivery = useWatch({ control, name: "delivery" });
  const [opened, setOpened] = useState(false);
  const [restored, setRestored] = useState(0);
  const expanded = opened || (attempts > 0 && formState.errors.delivery !== undefined);

  const restore = () => {
    setValue("delivery", defaultDelivery, { shouldDirty: true, shouldValidate: true });
    setRestored((count) => count + 1);
  };

  return (
    <FormBlock title="Delivery">
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
          {expanded ? "Close" : "Change"}
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
              Restore defaults
            </Button>
          </Group>
        </Stack>
      </Collapse>
    </FormBlock>
  );
}

function Limits() {
  const deadline = useField("delivery.deadlineMs", "Deadline (seconds)");
  const concurrency = useField("delivery.concurrency", "Concurrent requests");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberInput
        {...deadline}
        error={deadline.error && "Deadline must be from 1 to 30 seconds."}
        value={Number.isNaN(deadline.value) ? "" : deadline.value / 1000}
        onChange={(seconds) =>
          deadline.onChange(seconds === "" ? Number.NaN : Math.round(Number(seconds) * 1000))
        }
        min={1}
        max={30}
        clampBehavior="none"
        decimalScale={3}
        description="An attempt that has no complete answer by then has failed."
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      <NumberInput
        {...concurrency}
        error={concurrency.error && "Concurrent requests must be from 1 to 256."}
        value={Number.isNaN(concurrency.value) ? "" : concurrency.value}
        onChange={(count) => concurrency.onChange(count === "" ? Number.NaN : Number(count))}
        min={1}
        max={256}
        clampBehavior="none"
        allowDecimal={false}
        description="The endpoint never gets more than these at once; the others wait."
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
    </SimpleGrid>
  );
}

function Success() {
  const { ref: _, error, ...field } = useField("delivery.success", "What counts as success");
  return (
    <Radio.Group {...field} error={error}>
      <Stack gap="xs" mt={6}>
        <Radio
          value="2xx"
          label="Any 2xx answer"
          description="200, 201, 202, 204 … all mean: it has arrived."
        />
        <Radio
          value="200"
          label="Exactly 200"
          description="Every other answer, 202 included, is tried again."
        />
      </Stack>
    </Radio.Group>
  );
}

function Manners() {
  const { value: honour, ...retryAfter } = useField("delivery.honourRetryAfter", "Honour Retry-After");
  const { value: suspends, ...gone } = useField("delivery.suspendOnGone", "410 Gone suspends the webhook");
  const { value: signature, ...signed } = useField("delivery.signature.standard", "Signature");
  return (
    <Stack gap="md">
      <Switch
        {...retryAfter}
        checked={honour}
        description="An endpoint that answers 429 or 503 with this header is left alone until the time it names."
      />
      <Switch
        {...gone}
        checked={suspends}
        description="An endpoint that says it is gone gets nothing more until you activate the webhook again."
      />
      <Select
        {...signed}
        value={signature}
        allowDeselect={false}
        data={[
          { value: "v1", label: "Standard Webhooks (v1, HMAC-SHA256)" },
          { value: "off", label: "Off" },
        ]}
        description={
          signature === "off"
            ? "The receiver can't tell whether a request really comes from Tidings."
            : "The receiver can check that a request comes from Tidings and was not changed."
        }
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
    </Stack>
  );
}
