"use client";

import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { unsubscribe as t } from "@/texts/unsubscribe";
import * as actions from "../actions";

interface Props {
  token: string;
  mail: string | null;
  email: string | null;
  unsubscribed: boolean;
}

export function Unsubscribe({ token, mail, email, unsubscribed }: Props) {
  const [done, setDone] = useState(unsubscribed);
  const { run, pending, problem } = useAction();
  const act = async () => {
    const result = await run(() => (done ? actions.resubscribe(token) : actions.unsubscribe(token, mail)));
    if (result.ok) setDone(result.value.unsubscribed);
  };
  return (
    <Paper withBorder p="xl" radius="lg">
      <Stack>
        <Title order={1}>{done ? t.doneTitle : t.title}</Title>
        <Text size="sm" role="status" style={{ overflowWrap: "anywhere" }}>
          {done ? t.done(email) : t.intro(email)}
        </Text>
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <Button onClick={() => void act()} loading={pending} variant={done ? "default" : "filled"}>
          {done ? t.resubscribe : t.unsubscribe}
        </Button>
      </Stack>
    </Paper>
  );
}
