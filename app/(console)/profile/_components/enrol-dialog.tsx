"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Center, Group, Modal, Paper, Stack, Text, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { firstCodeSchema } from "@/lib/accounts/profile-schema";
import type { Enrolment } from "@/lib/accounts/second-factor";
import { common } from "@/texts/common";
import { profile as t } from "@/texts/profile";
import { beginEnrolment, confirmEnrolment } from "../actions";
import { PasswordForm } from "./password-dialog";

interface Props {
  opened: boolean;
  onClose(): void;
  onEnrolled(backupCodes: string[]): void;
}

/** Password, then the app's secret, then the first code. */
export function EnrolDialog({ opened, onClose, onEnrolled }: Props) {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const close = () => {
    setEnrolment(undefined);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={t.enrolTitle}>
      {enrolment ? (
        <FirstCodeForm
          enrolment={enrolment}
          onClose={close}
          onDone={() => {
            setEnrolment(undefined);
            onEnrolled(enrolment.backupCodes);
          }}
        />
      ) : (
        <PasswordForm
          text={t.enrolPassword}
          confirmLabel={t.next}
          action={beginEnrolment}
          onDone={setEnrolment}
          onClose={close}
        />
      )}
    </Modal>
  );
}

interface FirstCodeProps {
  enrolment: Enrolment;
  onDone(): void;
  onClose(): void;
}

function FirstCodeForm({ enrolment, onDone, onClose }: FirstCodeProps) {
  const { run, pending, problem } = useAction();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(firstCodeSchema),
    defaultValues: { code: "" },
  });
  const submit = handleSubmit(async (values) => {
    const result = await run(() => confirmEnrolment(values));
    if (result.ok) onDone();
    else setFieldErrors(result.problem, { code: t.firstCode }, setError);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t.scan}</Text>
        <Center>
          {/* Scanners want dark on light, in the dark scheme too. */}
          <Paper bg="white" p="sm" lh={0}>
            <QRCodeSVG value={enrolment.uri} size={184} title={t.qrCode} role="img" />
          </Paper>
        </Center>
        <Secret secret={enrolment.secret} />
        {problem && problem.errors.length === 0 && (
          <ProblemAlert title={t.nothingChanged}>{problem.detail}</ProblemAlert>
        )}
        <TextInput
          label={t.firstCode}
          description={t.firstCodeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          error={formState.errors.code?.message}
          {...register("code")}
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose} disabled={pending}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {t.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Secret({ secret }: { secret: string }) {
  return (
    <Stack gap={2}>
      <Text size="sm">{t.byHand}</Text>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" ff="monospace" role="group" aria-label={t.key} style={{ overflowWrap: "anywhere" }}>
          {secret}
        </Text>
        <CopyButton compact label={t.copyKey} value={secret} />
      </Group>
    </Stack>
  );
}
