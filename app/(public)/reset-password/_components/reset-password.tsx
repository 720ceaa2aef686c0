"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Brand } from "@/components/ui/brand";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { newPasswordSchema } from "@/lib/accounts/sign-in-schema";
import { paths } from "@/lib/paths";
import { resetPassword as t } from "@/texts/password-reset";
import { setNewPassword } from "../actions";

const schema = z.object({ password: newPasswordSchema });

export function ResetPassword({ token, usable }: { token: string; usable: boolean }) {
  // Setting the password makes the link void, and the page is rendered again while it says so.
  const [done, setDone] = useState(false);
  const [opened] = useState(usable);
  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        {done ? (
          <Ending title={t.doneTitle} text={t.done} label={t.toSignIn} href={paths.signIn()} />
        ) : opened ? (
          <NewPasswordForm token={token} onDone={() => setDone(true)} />
        ) : (
          <Ending
            title={t.unusableTitle}
            text={t.unusable}
            label={t.askAgain}
            href={paths.forgotPassword()}
          />
        )}
      </Paper>
    </Stack>
  );
}

function NewPasswordForm({ token, onDone }: { token: string; onDone(): void }) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { password: "" },
  });
  const submit = handleSubmit(async ({ password }) => {
    const result = await run(() => setNewPassword({ token, password }));
    if (result.ok) onDone();
    else setFieldErrors(result.problem, { password: t.password }, setError);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1}>{t.title}</Title>
        <Text size="sm">{t.intro}</Text>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.notSet}>{problem.detail}</ProblemAlert>
        )}
        <PasswordInput
          label={t.password}
          description={t.hint}
          autoComplete="new-password"
          autoFocus
          error={formState.errors.password?.message}
          {...register("password")}
        />
        <Button type="submit" loading={pending} mt="xs">
          {t.set}
        </Button>
      </Stack>
    </form>
  );
}

function Ending({ title, text, label, href }: { title: string; text: string; label: string; href: string }) {
  return (
    <Stack role="status" align="flex-start">
      <Title order={1}>{title}</Title>
      <Text>{text}</Text>
      <Button component={Link} prefetch={false} href={href}>
        {label}
      </Button>
    </Stack>
  );
}
