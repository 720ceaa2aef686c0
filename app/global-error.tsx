"use client";

/** The layout itself failed, so nothing of the look can be relied on. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: 520, margin: "15vh auto", padding: 16 }}>
        <title>Tidings could not be loaded</title>
        <h1 style={{ fontSize: 24 }}>Tidings could not be loaded</h1>
        <p>Something went wrong on our side. Nothing was changed.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
