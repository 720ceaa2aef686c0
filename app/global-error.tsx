"use client";

import { problems as t } from "@/texts/problems";

/** The layout itself failed, so nothing of the look can be relied on. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: 520, margin: "15vh auto", padding: 16 }}>
        <title>{t.tidingsNotLoaded}</title>
        <h1 style={{ fontSize: 24 }}>{t.tidingsNotLoaded}</h1>
        <p>{t.tidingsNotLoadedText}</p>
        <button type="button" onClick={reset}>
          {t.tryAgain}
        </button>
      </body>
    </html>
  );
}
