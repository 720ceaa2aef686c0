"use client";

import { Checkbox, Group, MultiSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormContext, useFormState, useWatch } from "react-hook-form";
import { dataCenterQueries } from "@/lib/data-centers/queries";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { fieldSentence } from "@/texts/sentence";
import { webhookForm } from "@/texts/webhook-form";
import type { FormValues } from "./form-values";
import { needsKind } from "./trigger-type";
import { messageAt } from "./use-field";

const t = webhookForm.others;

/** Refinements that are a few words. */
const WORDS = Object.keys(t.words);

/** What else narrows the trigger, as far as its type takes it; nothing ticked or chosen means any. */
export function OtherDetails({ index }: { index: number }) {
  const { control, setValue } = useFormContext<FormValues>();
  const [type, others, style] = useWatch({
    control,
    name: [`triggers.${index}.type`, `triggers.${index}.others`, "delivery.payloadStyle"],
  });
  const { errors } = useFormState({ control });
  const known = Object.keys(EVENT_TYPES.find(({ name }) => name === type)?.refinements.shape ?? {});

  const set = (name: string, chosen: unknown[]) => {
    const { [name]: _, ...rest } = others;
    const next = chosen.length > 0 ? { ...rest, [name]: chosen } : rest;
    setValue(`triggers.${index}.others`, next, { shouldDirty: true, shouldValidate: true });
  };
  const errorOf = (name: string) => {
    const message = messageAt(errors, `triggers.${index}.others.${name}`);
    return message && fieldSentence(t.labels[name] ?? name, message);
  };
  const words = WORDS.filter((name) => known.includes(name));
  const shown = known.includes("mailingIds") ? [...words, "mailingIds"] : words;
  // What has no field of its own here may still be refused.
  const elsewhere = Object.keys(others).filter((name) => !shown.includes(name) && errorOf(name));

  return (
    <>
      {shown.includes("mailingIds") && (
        <Mailings
          value={(others.mailingIds as number[] | undefined) ?? []}
          error={errorOf("mailingIds")}
          onChange={(ids) => set("mailingIds", ids)}
        />
      )}
      {words
        .filter((name) => name !== "optInKinds" || !needsKind(type, style))
        .map((name) => (
          <Checkbox.Group
            key={name}
            label={t.labels[name]}
            description={t.any}
            value={(others[name] as string[] | undefined) ?? []}
            error={errorOf(name)}
            onChange={(chosen) => set(name, chosen)}
          >
            <Group mt={6}>
              {Object.entries(t.words[name] ?? {}).map(([value, label]) => (
                <Checkbox
                  key={value}
                  value={value}
                  label={label}
                  aria-invalid={errorOf(name) ? true : undefined}
                />
              ))}
            </Group>
          </Checkbox.Group>
        ))}
      {elsewhere.length > 0 && (
        <Stack gap={2} role="alert">
          {elsewhere.map((name) => (
            <Text key={name} size="xs" c="var(--mantine-color-error)">
              {errorOf(name)}
            </Text>
          ))}
        </Stack>
      )}
    </>
  );
}

const SHOWN_AT_ONCE = 100;

interface MailingsProps {
  value: number[];
  error: string | undefined;
  onChange: (ids: number[]) => void;
}

function Mailings({ value, error, onChange }: MailingsProps) {
  const dataCenterId = useWatch<FormValues, "dataCenterId">({ name: "dataCenterId" });
  const { data, isError } = useQuery({
    ...dataCenterQueries.mailings(dataCenterId ?? 0),
    enabled: dataCenterId !== null,
  });
  const mailings = data?.mailings ?? [];
  const gone = value.filter((id) => mailings.every((mailing) => mailing.id !== id));
  return (
    <MultiSelect
      label={t.labels.mailingIds}
      data={[
        ...mailings.map(({ id, name }) => ({ value: String(id), label: t.mailing(name, id) })),
        ...gone.map((id) => ({ value: String(id), label: t.unnamed(id) })),
      ]}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      placeholder={value.length === 0 ? t.anyMailing : undefined}
      error={error ?? (isError ? t.mailingsNotLoaded : undefined)}
      disabled={dataCenterId === null}
      searchable
      hidePickedOptions
      limit={SHOWN_AT_ONCE}
      maxValues={100}
      nothingFoundMessage={t.noMailing}
    />
  );
}
