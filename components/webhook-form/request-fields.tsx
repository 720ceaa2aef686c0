"use client";

import { Select, Stack, Switch } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import { DraftKeys } from "./draft/draft-keys";
import { useDraft } from "./draft/use-draft";
import type { FormValues } from "./form-values";
import { canSend, withStyle } from "./profile-rules";
import { Setting, useConsequence } from "./setting";
import { BELOW, useField } from "./use-field";

const STYLES = PAYLOAD_STYLES;

/** What the triggers can be written in; the others are shown, since a reader looks for them. */
export function BodyField() {
  const { control, getValues, setValue } = useFormContext<FormValues>();
  const triggers = useWatch({ control, name: "triggers" });
  const { onChange: _, ...field } = useField("delivery.payloadStyle", t.body);
  const fits = (style: (typeof STYLES)[number]) =>
    triggers.every(({ type }) => !type || canSend(style, type));
  return (
    <Setting name="payloadStyle">
      <Select
        {...field}
        data={STYLES.map((value) => ({
          value,
          label: webhookSettings.styles[value],
          disabled: value !== field.value && !fits(value),
        }))}
        allowDeselect={false}
        onChange={(style) =>
          style && setValue("delivery", withStyle(getValues("delivery"), style), { shouldDirty: true })
        }
      />
    </Setting>
  );
}

const PORTS = (["https", "https_443"] as const).map((value) => ({ value, label: t.ports[value] }));

export function PortField() {
  const field = useField("delivery.urlPolicy", SETTING_LABELS.urlPolicy);
  const { getFieldState, trigger } = useFormContext<FormValues>();
  return (
    <Setting name="urlPolicy">
      <Select
        {...field}
        data={PORTS}
        allowDeselect={false}
        onChange={(port) => {
          field.onChange(port);
          // Whether the URL's port will do depends on it.
          if (getFieldState("url").error) void trigger("url");
        }}
        description={useConsequence("urlPolicy")}
        inputWrapperOrder={BELOW}
      />
    </Setting>
  );
}

const SIGNATURES = (["v1", "v1a", "off"] as const).map((value) => ({ value, label: t.signatures[value] }));

export function SignatureFields() {
  const { original } = useDraft();
  const standard = useField("delivery.signature.standard", SETTING_LABELS.signature);
  const { value: rsa, ...rsaField } = useField("delivery.signature.rsa", t.rsa);
  return (
    <Setting name="signature">
      <Stack gap="xs">
        <Select
          {...standard}
          data={SIGNATURES}
          allowDeselect={false}
          description={useConsequence("signature")}
          inputWrapperOrder={BELOW}
        />
        <Switch {...rsaField} checked={rsa} />
        {!original && !rsa && standard.value === "v1" && <DraftKeys />}
      </Stack>
    </Setting>
  );
}
