"use client";

import { Checkbox, Group, Stack, Text } from "@mantine/core";
import { useFormContext, useFormState, useWatch } from "react-hook-form";
import { messageAt } from "@/components/ui/use-form-field";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { fieldSentence } from "@/texts/sentence";
import { webhookForm } from "@/texts/webhook-form";
import type { FormValues } from "./form-values";
import { type PickedRefinement, REFINEMENT_LISTS, type Value } from "./refinement-lists";
import { RefinementPicker } from "./refinement-picker";
import { needsKind } from "./trigger-type";

const t = webhookForm.others;

/** Refinements that are a few words. */
const WORDS = Object.keys(t.words);

/** Refinements that are chosen from a list of the data center. */
const PICKED = Object.keys(REFINEMENT_LISTS) as PickedRefinement[];

interface Props {
  index: number;
  /** Refinements that have fields elsewhere. */
  except: string[];
}

/** What else narrows the trigger, as far as its type takes it; nothing ticked or chosen means any. */
export function OtherDetails({ index, except }: Props) {
  const { control, setValue, trigger } = useFormContext<FormValues>();
  const [type, others, style] = useWatch({
    control,
    name: [`triggers.${index}.type`, `triggers.${index}.others`, "delivery.payloadStyle"],
  });
  const { errors } = useFormState({ control });
  const { shape = {} } = EVENT_TYPES.find(({ name }) => name === type)?.refinements ?? {};
  const known = Object.keys(shape).filter((name) => !except.includes(name));

  const set = (name: string, chosen: unknown[]) => {
    const { [name]: _, ...rest } = others;
    const next = chosen.length > 0 ? { ...rest, [name]: chosen } : rest;
    setValue(`triggers.${index}.others`, next, { shouldDirty: true });
    void trigger(`triggers.${index}.others.${name}`);
  };
  const errorOf = (name: string) => {
    const message = messageAt(errors, `triggers.${index}.others.${name}`);
    return message && fieldSentence(t.labels[name] ?? name, message);
  };
  const words = WORDS.filter((name) => known.includes(name));
  const picked = PICKED.filter((name) => known.includes(name));
  const shown: string[] = [...picked, ...words];
  // What has no field of its own here may still be refused.
  const elsewhere = Object.keys(others).filter(
    (name) => !shown.includes(name) && !except.includes(name) && errorOf(name),
  );

  return (
    <>
      {picked.map((name) => (
        <RefinementPicker
          key={name}
          name={name}
          value={(others[name] as Value[] | undefined) ?? []}
          error={errorOf(name)}
          onChange={(values) => set(name, values)}
        />
      ))}
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
