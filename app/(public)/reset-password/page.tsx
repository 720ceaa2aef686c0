import type { Metadata } from "next";
import { isResetToken } from "@/lib/accounts/reset-token";
import { getInstance } from "@/lib/instance";
import { resetPassword as t } from "@/texts/password-reset";
import { ResetPassword } from "./_components/reset-password";

/** The address is the key, so it is told to nobody. */
export const metadata: Metadata = { title: t.title, referrer: "no-referrer" };

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  // Looking uses nothing up: mail programs open links too.
  return <ResetPassword token={given} usable={await isResetToken(await getInstance(), given)} />;
}
