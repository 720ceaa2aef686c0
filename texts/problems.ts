/** What went wrong, where no room has words of its own for it. */
export const problems = {
  didNotWork: "That did not work",
  tryAgain: "Try again",
  notReachable: "Not reachable",
  notReachableText: "The server could not be reached. Check your connection and try again.",

  pageNotLoaded: "This page could not be loaded",
  pageNotLoadedText:
    "The database may not be answering at the moment. Nothing was changed; please try again.",
  errorId: (id: string) => `If it stays like this, tell your operator the error id ${id}.`,

  tidingsNotLoaded: "Tidings could not be loaded",
  tidingsNotLoadedText: "Something went wrong on our side. Nothing was changed.",

  notFound: "Not found",
  nothingHere: "There is nothing here",
  nothingHereText: "The address is not right, or what it showed belongs to another account.",
} as const;
