import { UserMistake } from './user-mistake.ts';

/** Throws UserMistake unless it is an http(s) URL without query string and fragment. `what` begins the sentence. */
export function checkPublicUrl(what: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !/[?#]/.test(text)) return;
  throw new UserMistake(
    `${what} is '${text}': it must be the URL that the provider calls, such as https://hooks.example.com, without query string.`,
  );
}
