"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { FormProvider, type Resolver, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { DATA_CENTER_SCOPES, type NewApiKey, newApiKeySchema } from "@/lib/api-keys/schema";
import { apiKeys as t } from "@/texts/api-keys";
import { common } from "@/texts/common";
import { fieldSentence } from "@/texts/sentence";
import { create } from "../actions";
import { DataCentersField } from "./data-centers-field";
import type { NewKey } from "./new-key-shown";
import { ScopesField } from "./scopes-field";

interface Props {
  dataCenters: { id: number; name: string }[];
  onDirty(dirty: boolean): void;
  onCancel(): void;
  onCreated(key: NewKey): void;
}

const judge = zodResolver(newApiKeySchema.required({ dataCenterIds: true }));

/** The question of data centers is hidden where it does not arise; then its answer does not count either. */
const resolver: Resolver<NewApiKey> = (values, context, options) => {
  const arises = values.scopes.some((scope) => DATA_CENTER_SCOPES.includes(scope));
  return judge(arises ? values : { ...values, dataCenterIds: null }, context, options);
};

const FIELDS = ["name", "scopes", "dataCenterIds"] as const;

export function CreateForm({ dataCenters, onDirty, onCancel, onCreated }: Props) {
  const { run, pending, problem } = useAction();
  const form = useForm<NewApiKey>({
    resolver,
    defaultValues: { name: "", scopes: [], dataCenterIds: null },
  });
  const { register, handleSubmit, formState, setError } = form;
  const { isDirty } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const submit = handleSubmit(async (values) => {
    const result = await run(() => create(values));
    if (result.ok) return onCreated({ ...values, ...result.value });
    for (const { path, message } of result.problem.errors) {
      const field = FIELDS.find((name) => path === name || path.startsWith(`${name}.`));
      if (field) setError(field, { message }, { shouldFocus: true });
    }
  });

  const fault = formState.errors.name?.message;
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {problem && <ProblemAlert title={t.notCreated}>{problem.detail}</ProblemAlert>}
          <TextInput
            {...register("name")}
            label={t.name}
            description={t.nameDescription}
            error={fault && fieldSentence(t.name, fault)}
            required
            maxLength={200}
            data-autofocus
          />
          <ScopesField />
          <DataCentersField dataCenters={dataCenters} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onCancel} disabled={pending}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {t.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}
