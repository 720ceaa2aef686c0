/** What a spreadsheet would take for a formula (G9), also behind spaces; TAB and CR go before one unseen. */
const FORMULA = /^(?:\s*[=+\-@]|[\t\r\n])/;

/** One line of RFC 4180 with its line end. A cell that could be a formula becomes text by a leading apostrophe. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
