"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Paper, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { signInSchema } from "@/lib/accounts/sign-in-schema";
import { paths } from "@/lib/paths";
import { signIn as t } from "@/texts/sign-in";
import { signInWithPassword } from "../actions";

interface Props {
  /** Why the password is asked for again. */
  reason?: string;
  onSignedIn(): void;
  onCodeNeeded(): void;
}

export function PasswordForm({ reason, onSignedIn, onCodeNeeded }: Props) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: "", password: "" },
  });
  const { errors } = formState;
  const why = problem?.detail ?? reason;

  const submit = handleSubmit(async (values) => {
    const result = await run(() => signInWithPassword(values));
    if (!result.ok) setFocus("password", { shouldSelect: true });
    else if (result.value.next === "second_factor") onCodeNeeded();
    else onSignedIn();
  });

  return (
    <Paper withBorder p="xl" radius="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={1}>{t.title}</Title>
          {why && <ProblemAlert title={t.refused}>{why}</ProblemAlert>}
          <TextInput
            label={t.email}
            type="email"
            autoComplete="username"
            autoFocus
            error={errors.email?.message}
            {...register("email")}
          />
          <PasswordInput
            label={t.password}
            autoComplete="current-password"
            error={errors.password?.message}
            {...register("password")}
          />
          <Button type="submit" loading={pending} mt="xs">
            {t.submit}
          </Button>
          <TextLink href={paths.forgotPassword()}>{t.forgotten}</TextLink>
        </Stack>
      </form>
    </Paper>
  );
}
