"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { changePasswordSchema } from "@/lib/accounts/profile-schema";
import { profile as t } from "@/texts/profile";
import { setOwnPassword } from "../actions";
import { Section } from "./section";

const LABELS = { currentPassword: t.currentPassword, newPassword: t.newPassword };

export function PasswordSection({ email }: { email: string }) {
  const router = useRouter();
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: zodResolver(changePasswordSchema),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    const result = await run(() => setOwnPassword(values));
    if (!result.ok) return setFieldErrors(result.problem, LABELS, setError);
    reset();
    notifications.show({ message: t.passwordChanged(result.value.sessionsEnded), role: "status" });
    router.refresh();
  });
  return (
    <Section title={t.password}>
      <form onSubmit={submit} noValidate>
        <Stack maw={420}>
          <Text size="sm">{t.passwordIntro}</Text>
          {problem && problem.errors.length === 0 && (
            <ProblemAlert title={t.nothingChanged}>{problem.detail}</ProblemAlert>
          )}
          {/* Tells password managers whose password it is. */}
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label={LABELS.currentPassword}
            autoComplete="current-password"
            error={errors.currentPassword?.message}
            {...register("currentPassword")}
          />
          <PasswordInput
            label={LABELS.newPassword}
            description={t.newPasswordHint}
            autoComplete="new-password"
            error={errors.newPassword?.message}
            {...register("newPassword")}
          />
          <Group>
            <Button type="submit" loading={pending}>
              {t.changePassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
