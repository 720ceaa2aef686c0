/** The mail with the link to set a new password. */
export const passwordResetMail = {
  subject: "Set a new password for Tidings",
  title: "Set a new password",
  asked: (email: string) => `Somebody, probably you, asked to set a new password for ${email}.`,
  once: "The link works once and for one hour. Setting a new password signs you out everywhere.",
  ignore: "If you did not ask, ignore this mail: your password stays as it is.",
  button: "Set a new password",
} as const;

export const forgotPassword = {
  title: "Forgot your password?",
  intro: "Enter the e-mail address that you sign in with. If there is a user with it, we send a link.",
  email: "E-mail",
  send: "Send the link",
  notSent: "Nothing was sent",
  sentTitle: "Look into your mail",
  sent: (email: string) =>
    `If there is a user with ${email}, a mail with a link is on its way. The link works once and for one hour.`,
  nothingCame:
    "Nothing came? Look among unwanted mail, or ask an administrator of your account or whoever runs this server.",
  backToSignIn: "Back to sign in",
} as const;

export const resetPassword = {
  title: "Set a new password",
  intro: "It signs you out everywhere. Then sign in with the new password.",
  password: "New password",
  hint: "10 to 128 characters; several words are easiest to remember",
  set: "Set the password",
  notSet: "The password was not set",
  doneTitle: "Your new password is set",
  done: "You were signed out everywhere. Sign in with the new password now.",
  unusableTitle: "This link can't be used",
  unusable: "It was used, is older than an hour, or a newer one was sent.",
  askAgain: "Ask for a new link",
  toSignIn: "Sign in",
} as const;
