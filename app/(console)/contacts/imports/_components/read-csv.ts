import Papa from "papaparse";

/** A file as it is shown before it is imported. */
export interface ReadFile {
  name: string;
  encoding: string;
  delimiter: string;
  heading: string[];
  /** Without the heading; each has as many cells as that. */
  rows: string[][];
}

export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Reads bytes as the text that they are: by their mark, as UTF-8 where they are that, else as Windows wrote it. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const starts = (...mark: number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xfe)) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "UTF-16" };
  if (starts(0xfe, 0xff)) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
  }
}

export function readCsv(name: string, bytes: Uint8Array): ReadFile {
  const { text, encoding } = decodeText(bytes);
  const { data, meta } = Papa.parse<string[]>(text, {
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t", "|"],
  });
  const [heading = [], ...rows] = data;
  const columns = Math.max(heading.length, ...rows.slice(0, 100).map(({ length }) => length));
  const whole = (cells: string[]) => Array.from({ length: columns }, (_, index) => cells[index] ?? "");
  return {
    ...{ name, encoding, delimiter: meta.delimiter },
    heading: whole(heading).map((cell) => cell.trim()),
    rows: rows.map(whole),
  };
}
