import { UserMistake } from './user-mistake.ts';

/** Throws UserMistake unless it is an http(s) URL without fragment, and without query string if not allowed. `what` begins the sentence. */
export function checkPublicUrl(what: string, text: string, { query = false }: { readonly query?: boolean } = {}): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !(query ? /#/ : /[?#]/).test(text)) return;
  throw new UserMistake(
    `${what} is '${text}': it must be the URL that the provider calls, such as https://hooks.example.com${query ? '/hooks/acme' : ', without query string'}.`,
  );
}
