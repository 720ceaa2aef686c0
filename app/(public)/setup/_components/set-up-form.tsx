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
import { setUpAccount } from "../actions";

const LABELS = {
  accountName: "Account name",
  name: "Your name",
  email: "E-mail",
  password: "Password",
  sampleData: "Add sample data",
  code: "One-time code",
} as const;

type Field = keyof typeof LABELS;

export function SetUpForm({ asksCode }: { asksCode: boolean }) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(setUpSchema),
    mode: "onBlur",
    defaultValues: { accountName: "", name: "", email: "", password: "", sampleData: true },
  });
  const field = (name: Field) => {
    const message = formState.errors[name]?.message;
    return { label: LABELS[name], error: message && fieldSentence(LABELS[name], message), ...register(name) };
  };

  const submit = handleSubmit(async (values) => {
    const result = await run(() => setUpAccount(values));
    if (result.ok) return window.location.assign(paths.webhooks());
    for (const { path, message } of result.problem.errors) {
      if (path in LABELS) setError(path as Field, { message }, { shouldFocus: true });
    }
  });

  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <form onSubmit={submit} noValidate>
          <Stack>
            <Stack gap={4}>
              <Title order={1}>Set up</Title>
              <Text size="sm" c="dimmed">
                Create the account and its first administrator. This page closes afterwards.
              </Text>
            </Stack>
            {problem && <ProblemAlert title="Nothing was set up">{problem.detail}</ProblemAlert>}
            <TextInput {...field("accountName")} autoComplete="organization" autoFocus />
            <Divider label="First administrator" labelPosition="left" />
            <TextInput {...field("name")} autoComplete="name" />
            <TextInput {...field("email")} type="email" autoComplete="username" />
            <PasswordInput
              {...field("password")}
              autoComplete="new-password"
              description="At least 10 characters"
            />
            <Checkbox
              {...field("sampleData")}
              description="Two data centers with personas, lead scorings and contacts, to try things out"
            />
            {asksCode && (
              <TextInput
                {...field("code")}
                autoComplete="one-time-code"
                description="The terminal in which the server was started shows it"
              />
            )}
            <Button type="submit" loading={pending} mt="xs">
              Set up
            </Button>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
