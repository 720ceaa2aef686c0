/** A file as it is: a rule of next.config.ts, and vite's own. */
declare module "*?raw" {
  const text: string;
  export default text;
}
