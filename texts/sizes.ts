/** "342 bytes", "12.4 KiB". */
export const bytesText = (bytes: number) =>
  bytes < 1_024
    ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}`
    : `${(bytes / 1_024).toLocaleString("en", { maximumFractionDigits: 1 })} KiB`;
