"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useSticky } from "@/components/ui/use-sticky";
import type { ActionResult } from "@/lib/action";
import { paths } from "@/lib/paths";
import type { InvitationView, UserView } from "@/lib/users/schema";
import { usersPage as t } from "@/texts/users-page";
import { endAllSessions, remove, revoke, setRole } from "../actions";
import type { UsersView } from "../list-view";

interface Props {
  users: UserView[];
  invitations: InvitationView[];
  view: UsersView;
  ownId: string;
  onClose(key: keyof UsersView): void;
}

/** Every question about a person or an invitation; the address says which is being asked. */
export function UserDialogs({ users, invitations, view, ownId, onClose }: Props) {
  const find = (id: string | undefined) => users.find((user) => user.id === id);
  return (
    <>
      <Question
        about={find(view.changeRole)}
        onClose={() => onClose("changeRole")}
        ask={(user) => {
          const role = user.role === "administrator" ? "member" : "administrator";
          return {
            title: t.roleTitle(user.name, role),
            text: t.roleText[role](user.name),
            warning: user.id === ownId && role === "member" ? t.roleTextOwn : undefined,
            confirm: role === "administrator" ? t.makeAdministrator : t.makeMember,
            act: () => setRole({ userId: user.id, role }),
            done: t.roleChanged(user.name, role),
          };
        }}
      />
      <Question
        about={find(view.endSessions)}
        onClose={() => onClose("endSessions")}
        ask={(user) => ({
          title: t.endSessionsTitle(user.name),
          text: t.endSessionsText(user.name),
          warning: user.id === ownId ? t.endSessionsOwn : undefined,
          confirm: t.endSessions,
          act: () => endAllSessions(user.id),
          done: t.sessionsEnded(user.name),
          leaves: user.id === ownId,
        })}
      />
      <Question
        about={find(view.remove)}
        onClose={() => onClose("remove")}
        ask={(user) => ({
          title: t.removeTitle(user.name),
          text: t.removeText(user.name, user.email),
          warning: user.id === ownId ? t.removeOwn : undefined,
          confirm: user.id === ownId ? t.removeOwnLabel : t.remove,
          danger: true,
          act: () => remove(user.id),
          done: t.removed(user.name),
          leaves: user.id === ownId,
        })}
      />
      <Question
        about={invitations.find(({ id }) => id === view.revoke)}
        onClose={() => onClose("revoke")}
        ask={(invitation) => ({
          title: t.revokeTitle(invitation.email),
          text: t.revokeText,
          confirm: t.revoke,
          danger: true,
          act: () => revoke(invitation.id),
          done: t.revoked(invitation.email),
        })}
      />
    </>
  );
}

interface Asked {
  title: string;
  text: string;
  /** What the question means for whoever asks it about themselves. */
  warning?: string;
  confirm: string;
  danger?: boolean;
  act(): Promise<ActionResult<void>>;
  done: string;
  /** One's own way in is gone with it. */
  leaves?: boolean;
}

interface QuestionProps<About> {
  /** Undefined where nothing is asked. */
  about: About | undefined;
  ask(about: About): Asked;
  onClose(): void;
}

function Question<About>({ about, ask, onClose }: QuestionProps<About>) {
  const { run, pending, problem, clearProblem } = useAction();
  const router = useRouter();
  const shown = useSticky(about);
  const asked = shown && ask(shown);

  const confirm = async () => {
    if (!asked) return;
    const result = await run(asked.act);
    if (!result.ok) return;
    if (asked.leaves) return window.location.assign(paths.home());
    notifications.show({ message: asked.done, role: "status" });
    onClose();
    router.refresh();
  };
  const cancel = () => {
    clearProblem();
    onClose();
  };

  return (
    <ConfirmDialog
      opened={about !== undefined}
      title={asked?.title ?? ""}
      confirmLabel={asked?.confirm ?? ""}
      danger={asked?.danger}
      pending={pending}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <Stack gap="xs">
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <Text size="sm">{asked?.text}</Text>
        {asked?.warning && (
          <Text size="sm" fw={600}>
            {asked.warning}
          </Text>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
