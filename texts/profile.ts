import { plural } from "./plural";

/** The page on which people look after their own name, password, second factor and sessions. */
export const profile = {
  title: "Your profile",
  nothingChanged: "Nothing was changed",
  password: "Password",
  yourPassword: "Your password",

  you: "You",
  name: "Name",
  email: "E-mail",
  emailFixed: "You sign in with it; it can't be changed here.",
  saveName: "Save name",
  nameSaved: "Your name is saved.",

  passwordIntro: "Changing it signs you out everywhere else.",
  currentPassword: "Current password",
  newPassword: "New password",
  newPasswordHint: "10 to 128 characters; several words are easiest to remember",
  changePassword: "Change password",
  passwordChanged: (ended: number) =>
    ended > 0
      ? `Your password is changed, and ${plural(ended, "other session was", "other sessions were")} signed out.`
      : "Your password is changed.",

  secondFactor: "Second factor",
  on: "On",
  off: "Off",
  offIntro:
    "With it, signing in asks for your password and a code from an app on your phone. Who learns your password alone can't get in.",
  onIntro: "Signing in asks for your password and a code from your app.",
  codesLeft: (left: number) =>
    left > 0
      ? `${plural(left, "backup code", "backup codes")} left, each for one sign-in without the app.`
      : "No backup code is left. Make new ones now, or losing the app will lock you out.",
  switchOn: "Switch on",
  switchOff: "Switch off",
  renewCodes: "New backup codes",

  enrolTitle: "Switch the second factor on",
  enrolPassword: "First enter your password, to show that it is you.",
  next: "Next",
  scan: "Scan this with your authenticator app, such as 2FAS, Aegis, Google Authenticator or a password manager:",
  qrCode: "QR code for the authenticator app",
  byHand: "Or type this key into the app:",
  key: "Key",
  copyKey: "Copy key",
  firstCode: "Code",
  firstCodeHint: "The six digits that the app shows now",
  confirm: "Confirm",

  codesTitle: "Your backup codes",
  codesOn: "The second factor is on. Without your app, each of these codes signs you in once.",
  codesNew: "Each of these codes signs you in once without your app. The old ones no longer work.",
  codesOnce: "They are shown this once. Keep them where you keep your passwords.",
  copyCodes: "Copy codes",
  download: "Download",
  fileName: "tidings-backup-codes.txt",
  fileHead: (email: string) => `Backup codes of ${email} for Tidings. Each signs you in once.`,
  kept: "I have kept them",

  offTitle: "Switch the second factor off?",
  offText: "Signing in asks for your password alone again. Your backup codes and trusted devices end.",
  switchedOff: "The second factor is off.",
  renewTitle: "Make new backup codes?",
  renewText: "You get ten new codes, and the old ones no longer work.",
  renew: "Make new codes",

  sessions: "Sessions",
  sessionsIntro: "Where you are signed in. End what you don't recognise, then change your password.",
  browser: "Browser",
  address: "Address",
  signedIn: "Signed in",
  lastActive: "Last active",
  actions: "Actions",
  thisOne: "This session",
  unknownBrowser: "Unknown browser",
  unknownAddress: "Unknown",
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  signOut: "Sign out",
  signOutOf: (browser: string) => `Sign out ${browser}`,
  signOutElsewhere: "Sign out everywhere else",
  elsewhereTitle: "Sign out everywhere else?",
  elsewhereText: (others: number) =>
    `${plural(others, "other session ends", "other sessions end")} at once. This one goes on.`,
  sessionEnded: (browser: string) => `${browser} is signed out.`,
  othersEnded: (ended: number) => `${plural(ended, "other session was", "other sessions were")} signed out.`,
  noOthers: "You are signed in nowhere else.",
} as const;
