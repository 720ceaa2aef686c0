/**
 * Messages of schemas and problems are written as predicates ("is empty"), so that programs can read them
 * beside a path; beside a field they become sentences ("Label is empty.").
 */
export function fieldSentence(field: string, message: string): string {
  const text = /^[a-z]/.test(message) ? `${field} ${message}` : message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
