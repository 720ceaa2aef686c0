"use client";

import { Stack } from "@mantine/core";
import { useState } from "react";
import { Brand } from "@/components/ui/brand";
import { CodeForm } from "./code-form";
import { PasswordForm } from "./password-form";

/** First the password; where a second factor is on, then its code. */
export function SignIn({ next }: { next: string }) {
  const [step, setStep] = useState<"password" | "code">("password");
  const [reason, setReason] = useState<string>();
  // A full load, so that nothing of an earlier session stays in memory. Browsers carry the fragment of an address along
  // to the page that it is redirected to; here is where it goes on.
  const enter = () => window.location.assign(next + window.location.hash);
  const startAgain = (why?: string) => {
    setReason(why);
    setStep("password");
  };
  return (
    <Stack gap="lg">
      <Brand />
      {step === "password" ? (
        <PasswordForm reason={reason} onSignedIn={enter} onCodeNeeded={() => setStep("code")} />
      ) : (
        <CodeForm onSignedIn={enter} onStartAgain={startAgain} />
      )}
    </Stack>
  );
}
