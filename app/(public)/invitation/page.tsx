import type { Metadata } from "next";
import { getSession, getVisitor } from "@/lib/accounts/visitor";
import { getInstance } from "@/lib/instance";
import { paths } from "@/lib/paths";
import { findInvitation } from "@/lib/users/find-invitation";
import { invitationPage as t } from "@/texts/invitation-page";
import { AcceptCard } from "./_components/accept-card";
import { InvitationCard } from "./_components/invitation-card";
import { JoinForm } from "./_components/join-form";
import { UnusableCard } from "./_components/unusable-card";

export const metadata: Metadata = { title: t.title, referrer: "no-referrer" };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** Where the link of an invitation leads; what is there to do depends on who has opened it. */
export default async function InvitationPage({ searchParams }: Props) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const found = await findInvitation(await getInstance(), token);
  if (found.state !== "open") {
    return <UnusableCard state={found.state} signedIn={(await getVisitor()) !== null} />;
  }
  const { invitation } = found;
  const signedInAs = (await getSession())?.user.email;
  return (
    <InvitationCard invitation={invitation}>
      {invitation.hasUser ? (
        <AcceptCard
          token={token}
          email={invitation.email}
          signedInAs={signedInAs}
          signInPath={paths.signIn(paths.invitation(token))}
        />
      ) : (
        <JoinForm token={token} email={invitation.email} signedInAs={signedInAs} />
      )}
    </InvitationCard>
  );
}
