"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import {
  Button,
  Checkbox,
  Divider,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "react-hook-form";
import { Brand } from "@/components/ui/brand";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { setUpSchema } from "@/lib/accounts/set-up-schema";
import { paths } from "@/lib/paths";
import { fieldSentence } from "@/texts/sentence";
import { setUpPage as t } from "@/texts/set-up";
import { setUpAccount } from "../actions";

type Field = keyof typeof t.fields;

export function SetUpForm({ asksCode }: { asksCode: boolean }) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(setUpSchema),
    mode: "onBlur",
    defaultValues: { accountName: "", name: "", email: "", password: "", sampleData: true },
  });
  const field = (name: Field) => {
    const message = formState.errors[name]?.message;
    const label = t.fields[name];
    return { label, error: message && fieldSentence(label, message), ...register(name) };
  };

  const submit = handleSubmit(async (values) => {
    const result = await run(() => setUpAccount(values));
    if (result.ok) return window.location.assign(paths.home());
    for (const { path, message } of result.problem.errors) {
      if (path in t.fields) setError(path as Field, { message }, { shouldFocus: true });
    }
  });

  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <form onSubmit={submit} noValidate>
          <Stack>
            <Stack gap={4}>
              <Title order={1}>{t.title}</Title>
              <Text size="sm" c="dimmed">
                {t.intro}
              </Text>
            </Stack>
            {problem && <ProblemAlert title={t.refused}>{problem.detail}</ProblemAlert>}
            <TextInput {...field("accountName")} autoComplete="organization" autoFocus />
            <Divider label={t.firstAdministrator} labelPosition="left" />
            <TextInput {...field("name")} autoComplete="name" />
            <TextInput {...field("email")} type="email" autoComplete="username" />
            <PasswordInput {...field("password")} autoComplete="new-password" description={t.passwordHint} />
            <Checkbox {...field("sampleData")} description={t.sampleDataHint} />
            {asksCode && (
              <TextInput {...field("code")} autoComplete="one-time-code" description={t.codeHint} />
            )}
            <Button type="submit" loading={pending} mt="xs">
              {t.submit}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
