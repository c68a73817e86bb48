import { UserMistake } from './user-mistake.ts';

const ownRunbook = 'docs/runbook.md';

/** Where alarms and the dashboard say that the runbook is: the URL given, or its path in this repository. Throws UserMistake. */
export function readRunbook(url: string | undefined): string {
  if (url === undefined) return ownRunbook;
  // What ends a link in Markdown would end it on the dashboard.
  if (URL.canParse(url) && /^https?:\/\/[^\s#()<>]+$/.test(url)) return url;
  throw new UserMistake(
    `runbookUrl is '${url}': it must be the URL of a copy of ${ownRunbook}, without a fragment, such as https://github.com/acme/webhooks/blob/main/${ownRunbook}.`,
  );
}

/** A link in Markdown where the runbook has a URL; else its path, to be found in the repository. */
export const runbookLink = (text: string, runbook: string, anchor = '') => {
  const place = anchor ? `${runbook}#${anchor}` : runbook;
  return URL.canParse(runbook) ? `[${text}](${place})` : `${text}: \`${place}\``;
};
