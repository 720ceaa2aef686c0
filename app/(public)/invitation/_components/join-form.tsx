"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { paths } from "@/lib/paths";
import { joinSchema } from "@/lib/users/schema";
import { invitationPage as t } from "@/texts/invitation-page";
import { fieldSentence } from "@/texts/sentence";
import { join } from "../actions";

interface Props {
  token: string;
  email: string;
  signedInAs: string | undefined;
}

const LABELS = { name: t.name, password: t.password };

/** For a person who is new here. */
export function JoinForm({ token, email, signedInAs }: Props) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(joinSchema),
    defaultValues: { token, name: "", password: "" },
  });
  const field = (name: keyof typeof LABELS) => {
    const message = formState.errors[name]?.message;
    return { label: LABELS[name], error: message && fieldSentence(LABELS[name], message), ...register(name) };
  };

  const submit = handleSubmit(async (values) => {
    const result = await run(() => join(values));
    // A full load, so that nothing of an earlier session stays in memory.
    if (result.ok) return window.location.assign(result.value.signedIn ? paths.home() : paths.signIn());
    setFieldErrors(result.problem, LABELS, setError);
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.notJoined}>{problem.detail}</ProblemAlert>
        )}
        {signedInAs && (
          <Text size="sm" c="dimmed">
            {t.otherSession(signedInAs)}
          </Text>
        )}
        <TextInput
          label={t.email}
          description={t.emailFixed}
          type="email"
          value={email}
          readOnly
          autoComplete="username"
        />
        <TextInput {...field("name")} autoComplete="name" autoFocus maxLength={200} />
        <PasswordInput {...field("password")} autoComplete="new-password" description={t.passwordHint} />
        <Button type="submit" loading={pending} mt="xs">
          {t.join}
        </Button>
      </Stack>
    </form>
  );
}
