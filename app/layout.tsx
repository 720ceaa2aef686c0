import { common } from "@/texts/common";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./globals.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { NONCE_HEADER } from "@/lib/content-policy";
import { keepInput } from "./early-input/keep-input";
import { Providers } from "./providers";

/** Every page depends on who asks; a build must never open the database. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: common.tidings, template: `%s · ${common.tidings}` },
  description: common.tagline,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
        {/* Browsers hide a nonce from scripts, so the document's never looks like the one that was sent. */}
        <script nonce={nonce} suppressHydrationWarning>{`(${keepInput})()`}</script>
      </head>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
