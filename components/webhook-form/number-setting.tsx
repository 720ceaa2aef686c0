"use client";

import { NumberInput, type NumberInputProps } from "@mantine/core";
import type { FieldPath } from "react-hook-form";
import { fieldSentence } from "@/texts/sentence";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import type { FormValues } from "./form-values";
import { BELOW, useField } from "./use-field";

interface Props extends Pick<NumberInputProps, "description" | "placeholder" | "allowDecimal"> {
  path: FieldPath<FormValues>;
  label: string;
  /** As people see them. */
  min: number;
  max: number;
  /** How much of what is stored makes one of what is shown: 1,000 for milliseconds that are shown as seconds. */
  scale?: number;
  /** What an empty field stands for; without it, a number is missing. */
  empty?: null;
}

/** A number of the delivery, and between what it may be. */
export function NumberSetting({ path, label, min, max, scale = 1, empty, ...rest }: Props) {
  const { value, onChange, error, ...field } = useField(path, label);
  const stored = value as number | null;
  const absent = empty === undefined ? Number.NaN : empty;
  return (
    <NumberInput
      {...field}
      {...rest}
      error={error && fieldSentence(label, t.range(min.toLocaleString("en"), max.toLocaleString("en")))}
      value={stored === null || Number.isNaN(stored) ? "" : plain(stored / scale)}
      onChange={(shown) => onChange(shown === "" ? absent : plain(Number(shown) * scale))}
      min={min}
      max={max}
      clampBehavior="none"
      inputWrapperOrder={BELOW}
    />
  );
}

/** Without what binary fractions leave behind. */
const plain = (number: number) => Number(number.toPrecision(12));
