"use client";

import { Select, TagsInput } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { webhookForm } from "@/texts/webhook-form";
import { MESSAGE_FILTERS, MessageFilters } from "./checked-events/message-filters";
import type { FormValues } from "./form-values";
import { LeadScoringDetails } from "./lead-scoring-details";
import { OtherDetails } from "./other-details";
import { PersonaDetails } from "./persona-details";
import { needsKind } from "./trigger-type";
import { useField } from "./use-field";

const t = webhookForm.when;

/** What narrows a trigger, as its type has it. */
export function TriggerDetails({ index }: { index: number }) {
  const { control } = useFormContext<FormValues>();
  const [type, style] = useWatch({ control, name: [`triggers.${index}.type`, "delivery.payloadStyle"] });
  const known = EVENT_TYPES.find(({ name }) => name === type)?.refinements.shape ?? {};
  // S3.12 has labels of its own; the other styles name each kind of sending.
  const filters = style === "signed" && "sendingKinds" in known;
  return (
    <>
      {type.startsWith("persona.") && <PersonaDetails index={index} />}
      {type.startsWith("lead_scoring.") && <LeadScoringDetails index={index} />}
      {type === "contact.updated" && <PropertiesField index={index} />}
      {needsKind(type, style) && <OptInKindField index={index} />}
      {filters && <MessageFilters index={index} />}
      <OtherDetails index={index} except={filters ? MESSAGE_FILTERS : []} />
    </>
  );
}

function PropertiesField({ index }: { index: number }) {
  const field = useField(`triggers.${index}.properties`, t.properties);
  return (
    <TagsInput
      {...field}
      placeholder={field.value.length > 0 ? undefined : t.anyProperty}
      description={t.propertiesHint}
      clearable
      acceptValueOnBlur
    />
  );
}

/** In a stream each kind of opt-in is a type of its own. */
function OptInKindField({ index }: { index: number }) {
  const { value, onChange, ...field } = useField(`triggers.${index}.others.optInKinds`, t.optInKind);
  const [kind = null] = (value ?? []) as string[];
  return (
    <Select
      {...field}
      data={OPT_IN_KINDS}
      value={kind}
      onChange={(chosen) => onChange(chosen === null ? [] : [chosen])}
      allowDeselect={false}
    />
  );
}

const OPT_IN_KINDS = (["single", "confirmed", "double"] as const).map((value) => ({
  value,
  label: t.optInKinds[value],
}));
