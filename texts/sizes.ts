const KIB = 1_024;
const MIB = KIB * KIB;

/** "342 bytes", "12.4 KiB", "8 MiB". */
export const bytesText = (bytes: number) => {
  if (bytes < KIB) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  return bytes < MIB ? `${oneDigit(bytes / KIB)} KiB` : `${oneDigit(bytes / MIB)} MiB`;
};

const oneDigit = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 });
