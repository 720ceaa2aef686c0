"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useController, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { inviteSchema, type SentInvitation } from "@/lib/users/schema";
import { ROLES, type Role } from "@/lib/vocabulary";
import { common } from "@/texts/common";
import { ROLE_HINTS, ROLE_LABELS } from "@/texts/roles";
import { fieldSentence } from "@/texts/sentence";
import { usersPage as t } from "@/texts/users-page";
import { invite } from "../actions";

interface Props {
  opened: boolean;
  hasMailServer: boolean;
  onClose(): void;
  onSent(sent: SentInvitation): void;
}

export function InviteDialog({ opened, hasMailServer, onClose, onSent }: Props) {
  const router = useRouter();
  const [dirty, setDirty] = useState(false);
  const close = () => {
    setDirty(false);
    onClose();
  };
  const sent = (result: SentInvitation) => {
    close();
    router.refresh();
    if (result.link) onSent(result);
    else notifications.show({ message: t.invited(result.invitation.email), role: "status" });
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.invite}
      closeOnEscape={!dirty}
      closeOnClickOutside={!dirty}
    >
      <InviteForm hasMailServer={hasMailServer} onDirty={setDirty} onCancel={close} onDone={sent} />
    </Modal>
  );
}

interface FormProps {
  hasMailServer: boolean;
  onDirty(dirty: boolean): void;
  onCancel(): void;
  onDone(sent: SentInvitation): void;
}

const LABELS = { email: t.columns.email, role: t.columns.role };

function InviteForm({ hasMailServer, onDirty, onCancel, onDone }: FormProps) {
  const { run, pending, problem } = useAction();
  const { register, control, handleSubmit, formState, setError } = useForm<{ email: string; role: Role }>({
    resolver: zodResolver(inviteSchema),
    defaultValues: { email: "", role: "member" },
  });
  const { isDirty } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const role = useController({ control, name: "role" });

  const submit = handleSubmit(async (values) => {
    const result = await run(() => invite(values));
    if (result.ok) return onDone(result.value);
    setFieldErrors(result.problem, LABELS, setError);
  });

  const fault = formState.errors.email?.message;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.notInvited}>{problem.detail}</ProblemAlert>
        )}
        <Text size="sm" c="dimmed">
          {t.inviteText(hasMailServer)}
        </Text>
        <TextInput
          {...register("email")}
          label={t.columns.email}
          type="email"
          autoComplete="off"
          error={fault && fieldSentence(t.columns.email, fault)}
          required
          data-autofocus
        />
        <Radio.Group
          label={t.columns.role}
          value={role.field.value}
          onChange={(value) => role.field.onChange(value)}
        >
          <Stack gap="xs" mt="xs">
            {ROLES.toReversed().map((value) => (
              <Radio key={value} value={value} label={ROLE_LABELS[value]} description={ROLE_HINTS[value]} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel} disabled={pending}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {t.send(hasMailServer)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
