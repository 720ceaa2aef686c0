"use client";

import { Button, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { paths } from "@/lib/paths";
import { invitationPage as t } from "@/texts/invitation-page";
import { accept, leave } from "../actions";

interface Props {
  token: string;
  email: string;
  signedInAs: string | undefined;
  /** Leads back here. */
  signInPath: string;
}

/** For a person who has a user already: signs in as that user, then accepts. */
export function AcceptCard({ token, email, signedInAs, signInPath }: Props) {
  const { run, pending, problem } = useAction();

  const join = async () => {
    const result = await run(() => accept(token));
    // A full load, so that nothing of another account stays in memory.
    if (result.ok) window.location.assign(paths.home());
  };
  const signOut = async () => {
    const result = await run(leave);
    if (result.ok) window.location.reload();
  };

  if (!signedInAs) {
    return (
      <Stack>
        <Text size="sm">{t.signInFirst(email)}</Text>
        <Button component={Link} prefetch={false} href={signInPath}>
          {t.signIn}
        </Button>
      </Stack>
    );
  }
  const right = signedInAs === email;
  return (
    <Stack>
      {problem && <ProblemAlert title={right ? t.notAccepted : undefined}>{problem.detail}</ProblemAlert>}
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {right ? t.acceptText(email) : t.wrongUser(signedInAs, email)}
      </Text>
      <Button onClick={right ? join : signOut} loading={pending}>
        {right ? t.accept : t.signOut}
      </Button>
    </Stack>
  );
}
