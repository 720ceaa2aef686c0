"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Brand } from "@/components/ui/brand";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { signInWithPassword } from "../actions";

const schema = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address."),
  password: z.string().min(1, "Enter your password."),
});

export function SignInForm({ next }: { next: string }) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email: "", password: "" },
  });
  const { errors } = formState;

  const submit = handleSubmit(async (values) => {
    const result = await run(() => signInWithPassword(values));
    // A full load, so that nothing of an earlier session stays in memory.
    if (result.ok) window.location.assign(next);
    else setFocus("password", { shouldSelect: true });
  });

  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <form onSubmit={submit} noValidate>
          <Stack>
            <Title order={1}>Sign in</Title>
            {problem && (
              <ProblemAlert title="You are not signed in">
                {problem.status === 401 || problem.status === 400
                  ? "E-mail or password is wrong."
                  : problem.detail}
              </ProblemAlert>
            )}
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              autoFocus
              error={errors.email?.message}
              {...register("email")}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              error={errors.password?.message}
              {...register("password")}
            />
            <Button type="submit" loading={pending} mt="xs">
              Sign in
            </Button>
            <Text size="sm" c="dimmed">
              Forgotten your password? Ask whoever runs this server to set a new one from the command line.
            </Text>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
