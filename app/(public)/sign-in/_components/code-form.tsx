"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Checkbox, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { secondFactorSchema } from "@/lib/accounts/sign-in-schema";
import { signIn as t } from "@/texts/sign-in";
import { signInWithCode } from "../actions";

interface Props {
  onSignedIn(): void;
  onStartAgain(why?: string): void;
}

export function CodeForm({ onSignedIn, onStartAgain }: Props) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(secondFactorSchema),
    defaultValues: { code: "", trustDevice: false },
  });

  const submit = handleSubmit(async (values) => {
    const result = await run(() => signInWithCode(values));
    if (result.ok) onSignedIn();
    else if (result.problem.type === "/problems/sign_in_expired") onStartAgain(result.problem.detail);
    else setFieldErrors(result.problem, { code: t.code }, setError);
  });

  return (
    <Paper withBorder p="xl" radius="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={1}>{t.codeTitle}</Title>
          <Text size="sm">{t.codeIntro}</Text>
          {problem && problem.errors.length === 0 && (
            <ProblemAlert title={t.refused}>{problem.detail}</ProblemAlert>
          )}
          <TextInput
            label={t.code}
            description={t.codeHint}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            error={formState.errors.code?.message}
            {...register("code")}
          />
          <Checkbox label={t.trustDevice} description={t.trustDeviceHint} {...register("trustDevice")} />
          <Button type="submit" loading={pending} mt="xs">
            {t.submit}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => onStartAgain()} disabled={pending}>
            {t.back}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}
