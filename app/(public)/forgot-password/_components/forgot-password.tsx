"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Brand } from "@/components/ui/brand";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { forgotPasswordSchema } from "@/lib/accounts/sign-in-schema";
import { paths } from "@/lib/paths";
import { forgotPassword as t } from "@/texts/password-reset";
import { sendResetLink } from "../actions";

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string>();
  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <Stack>
          {sentTo === undefined ? <RequestForm onSent={setSentTo} /> : <Sent email={sentTo} />}
          <TextLink href={paths.signIn()}>{t.backToSignIn}</TextLink>
        </Stack>
      </Paper>
    </Stack>
  );
}

function RequestForm({ onSent }: { onSent(email: string): void }) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(forgotPasswordSchema),
    defaultValues: { email: "" },
  });
  const submit = handleSubmit(async (values) => {
    const result = await run(() => sendResetLink(values));
    if (result.ok) onSent(values.email);
    else setFieldErrors(result.problem, { email: t.email }, setError);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1}>{t.title}</Title>
        <Text size="sm">{t.intro}</Text>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.notSent}>{problem.detail}</ProblemAlert>
        )}
        <TextInput
          label={t.email}
          type="email"
          autoComplete="username"
          autoFocus
          error={formState.errors.email?.message}
          {...register("email")}
        />
        <Button type="submit" loading={pending} mt="xs">
          {t.send}
        </Button>
      </Stack>
    </form>
  );
}

function Sent({ email }: { email: string }) {
  return (
    <Stack role="status">
      <Title order={1}>{t.sentTitle}</Title>
      <Text style={{ overflowWrap: "anywhere" }}>{t.sent(email)}</Text>
      <Text size="sm" c="dimmed">
        {t.nothingCame}
      </Text>
    </Stack>
  );
}
