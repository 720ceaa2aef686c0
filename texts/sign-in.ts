/** The page to sign in, and its second half for who has a second factor. */
export const signIn = {
  title: "Sign in",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  refused: "You are not signed in",
  forgotten: "Forgot your password?",
  codeTitle: "Enter your code",
  codeIntro: "Open your authenticator app and enter the six digits that it shows for Tidings.",
  code: "Code",
  codeHint: "Without the app, enter one of your backup codes",
  trustDevice: "Trust this device for 30 days",
  trustDeviceHint: "No code is asked for here meanwhile. Only for a device that nobody else uses.",
  back: "Back",
} as const;
