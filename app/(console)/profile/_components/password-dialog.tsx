"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { confirmationSchema } from "@/lib/accounts/profile-schema";
import type { ActionResult } from "@/lib/action";
import { common } from "@/texts/common";
import { profile as t } from "@/texts/profile";

interface FormProps<Value> {
  text: string;
  confirmLabel: string;
  danger?: boolean;
  /** Gets `{password}`. */
  action(input: unknown): Promise<ActionResult<Value>>;
  onDone(value: Value): void;
  onClose(): void;
}

interface Props<Value> extends FormProps<Value> {
  opened: boolean;
  title: string;
}

/** A question that is answered with one's own password. */
export function PasswordDialog<Value>({ opened, title, ...form }: Props<Value>) {
  return (
    <Modal opened={opened} onClose={form.onClose} title={title}>
      <PasswordForm {...form} />
    </Modal>
  );
}

export function PasswordForm<Value>({
  text,
  confirmLabel,
  danger,
  action,
  onDone,
  onClose,
}: FormProps<Value>) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(confirmationSchema),
    defaultValues: { password: "" },
  });
  const submit = handleSubmit(async (values) => {
    const result = await run(() => action(values));
    if (result.ok) onDone(result.value);
    else setFieldErrors(result.problem, { password: t.yourPassword }, setError);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{text}</Text>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.nothingChanged}>{problem.detail}</ProblemAlert>
        )}
        <PasswordInput
          label={t.yourPassword}
          autoComplete="current-password"
          data-autofocus
          error={formState.errors.password?.message}
          {...register("password")}
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose} disabled={pending}>
            {common.cancel}
          </Button>
          <Button type="submit" color={danger ? "red" : undefined} loading={pending}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
