"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { nameSchema } from "@/lib/accounts/profile-schema";
import { profile as t } from "@/texts/profile";
import { rename } from "../actions";
import { Section } from "./section";

export function NameSection({ name, email }: { name: string; email: string }) {
  const router = useRouter();
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(nameSchema),
    values: { name },
  });
  const submit = handleSubmit(async (values) => {
    const result = await run(() => rename(values));
    if (!result.ok) return setFieldErrors(result.problem, { name: t.name }, setError);
    notifications.show({ message: t.nameSaved, role: "status" });
    router.refresh();
  });
  return (
    <Section title={t.you}>
      <form onSubmit={submit} noValidate>
        <Stack maw={420}>
          {problem && problem.errors.length === 0 && (
            <ProblemAlert title={t.nothingChanged}>{problem.detail}</ProblemAlert>
          )}
          <TextInput
            label={t.name}
            autoComplete="name"
            error={formState.errors.name?.message}
            {...register("name")}
          />
          <TextInput label={t.email} description={t.emailFixed} value={email} readOnly variant="filled" />
          <Group>
            <Button type="submit" loading={pending}>
              {t.saveName}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
