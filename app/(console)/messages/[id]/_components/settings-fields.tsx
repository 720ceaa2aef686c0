"use client";

import { Checkbox, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { PagePart } from "@/components/ui/page-part";
import { useFormField } from "@/components/ui/use-form-field";
import { messages as t } from "@/texts/messages";
import type { MessageValues } from "./message-values";

/** Who it is from, and for whom. */
export function SettingsFields() {
  const { register } = useFormContext<MessageValues>();
  return (
    <>
      <PagePart title={t.sender}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Words name="fromName" label={t.fromName} hint={t.fromNameHint} />
          <Words name="replyTo" label={t.replyTo} hint={t.replyToHint} />
        </SimpleGrid>
      </PagePart>
      <PagePart title={t.who}>
        <Stack gap="md">
          <Words name="optInField" label={t.optInField} hint={t.optInFieldHint} />
          <Checkbox
            label={t.transactional}
            description={t.transactionalHint}
            {...register("transactional")}
          />
        </Stack>
      </PagePart>
      <Words name="name" label={t.name} hint={t.nameHint} />
    </>
  );
}

interface WordsProps {
  name: "name" | "fromName" | "replyTo" | "optInField";
  label: string;
  hint: string;
}

function Words({ name, label, hint }: WordsProps) {
  const { value, onChange, onBlur, ref, error, disabled } = useFormField<MessageValues, typeof name>(
    name,
    label,
  );
  return (
    <TextInput
      {...{ label, value, onChange, onBlur, ref, error, disabled }}
      description={hint}
      autoComplete="off"
    />
  );
}
