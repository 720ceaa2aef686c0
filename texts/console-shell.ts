/** What surrounds every room of the console. */
export const consoleShell = {
  skipToContent: "Skip to content",
  openNavigation: "Open navigation",
  closeNavigation: "Close navigation",
  colorScheme: "Light or dark",
  switchColorScheme: "Switch between light and dark",
} as const;
