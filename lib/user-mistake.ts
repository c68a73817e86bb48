/** A mistake in the app's declaration: its message is one sentence that names the wrong value and what would be right. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}

/** Ends the process with the sentence alone when a mistake of the user's surfaces; everything else keeps its stack trace. */
export function explainMistakes(): void {
  process.on('uncaughtException', (error) => {
    const mistake = error instanceof UserMistake || error.name === 'ConfigurationError';
    console.error(mistake ? error.message : error);
    process.exit(1);
  });
}
