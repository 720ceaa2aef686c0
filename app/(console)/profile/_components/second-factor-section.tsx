"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { profile as t } from "@/texts/profile";
import { makeBackupCodes, switchSecondFactorOff } from "../actions";
import { BackupCodesDialog } from "./backup-codes-dialog";
import { EnrolDialog } from "./enrol-dialog";
import { FactBadge } from "./fact-badge";
import { PasswordDialog } from "./password-dialog";
import { Section } from "./section";

interface Props {
  email: string;
  /** Null while the second factor is off. */
  codesLeft: number | null;
}

export function SecondFactorSection({ email, codesLeft }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"enrol" | "renew" | "off">();
  const [shown, setShown] = useState<{ intro: string; codes: string[] }>();
  const isOn = codesLeft !== null;
  const close = () => setOpen(undefined);
  const show = (intro: string, codes: string[]) => {
    close();
    setShown({ intro, codes });
    router.refresh();
  };

  return (
    <Section title={t.secondFactor} aside={<FactBadge good={isOn}>{isOn ? t.on : t.off}</FactBadge>}>
      <Stack>
        <Text size="sm" maw={640}>
          {isOn ? t.onIntro : t.offIntro}
        </Text>
        {isOn && (
          <Text size="sm" c={codesLeft === 0 ? "var(--mantine-color-error)" : undefined}>
            {t.codesLeft(codesLeft)}
          </Text>
        )}
        <Group>
          {isOn ? (
            <>
              <Button variant="default" onClick={() => setOpen("renew")}>
                {t.renewCodes}
              </Button>
              <Button variant="default" onClick={() => setOpen("off")}>
                {t.switchOff}
              </Button>
            </>
          ) : (
            <Button onClick={() => setOpen("enrol")}>{t.switchOn}</Button>
          )}
        </Group>
      </Stack>
      <EnrolDialog opened={open === "enrol"} onClose={close} onEnrolled={(codes) => show(t.codesOn, codes)} />
      <PasswordDialog
        opened={open === "renew"}
        title={t.renewTitle}
        text={t.renewText}
        confirmLabel={t.renew}
        action={makeBackupCodes}
        onClose={close}
        onDone={({ backupCodes }) => show(t.codesNew, backupCodes)}
      />
      <PasswordDialog
        danger
        opened={open === "off"}
        title={t.offTitle}
        text={t.offText}
        confirmLabel={t.switchOff}
        action={switchSecondFactorOff}
        onClose={close}
        onDone={() => {
          close();
          notifications.show({ message: t.switchedOff, role: "status" });
          router.refresh();
        }}
      />
      <BackupCodesDialog email={email} shown={shown} onClose={() => setShown(undefined)} />
    </Section>
  );
}
