"use client";

import { Select, SimpleGrid } from "@mantine/core";
import { useWatch } from "react-hook-form";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import type { FormValues } from "./form-values";
import { NumberSetting } from "./number-setting";
import { Setting, useConsequence } from "./setting";
import { BELOW, useField } from "./use-field";

/** At once, and a second. */
export function PaceFields() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Setting name="concurrency">
        <NumberSetting
          path="delivery.concurrency"
          label={t.concurrency}
          min={1}
          max={256}
          allowDecimal={false}
          description={useConsequence("concurrency")}
        />
      </Setting>
      <Setting name="ratePerSecond">
        <NumberSetting
          path="delivery.ratePerSecond"
          label={t.rate}
          min={1}
          max={1_000}
          allowDecimal={false}
          empty={null}
          placeholder={t.noLimit}
          description={useConsequence("ratePerSecond")}
        />
      </Setting>
    </SimpleGrid>
  );
}

const ORDERS = (["none", "webhook", "contact"] as const).map((value) => ({ value, label: t.orders[value] }));

export function OrderField() {
  const field = useField("delivery.order", SETTING_LABELS.order);
  return (
    <Setting name="order">
      <Select
        {...field}
        data={ORDERS}
        allowDeselect={false}
        description={useConsequence("order")}
        inputWrapperOrder={BELOW}
      />
    </Setting>
  );
}

/** Only a list can hold several events. */
export function BatchFields() {
  const style = useWatch<FormValues, "delivery.payloadStyle">({ name: "delivery.payloadStyle" });
  const consequence = useConsequence("batch");
  if (style !== "stream") return null;
  return (
    <Setting name="batch">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberSetting
          path="delivery.batch.max"
          label={t.batchMax}
          min={1}
          max={100}
          allowDecimal={false}
          description={consequence}
        />
        <NumberSetting path="delivery.batch.maxWaitMs" label={t.batchWait} min={0} max={60} scale={1_000} />
      </SimpleGrid>
    </Setting>
  );
}
