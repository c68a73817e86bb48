import type { Inbox } from '../inbox.ts';

/** Commands that put a resource right again. A deployment changes nothing that the template has not changed, so AWS is told itself. */
export interface Repairs {
  /** For a queue or mapping of an endpoint that is gone. */
  readonly recreate: string;
  /** For the table. */
  readonly restore: (table: string) => string;
  readonly setQueue: (queueUrl: string, attributes: Readonly<Record<string, string>>) => string;
  readonly expire: (table: string, attribute: string) => string;
  readonly enableMapping: (id: string | undefined) => string;
}

const restart = 'stop the inbox and start it again: npm start';

export function repairsFor({ kind }: Pick<Inbox, 'kind'>): Repairs {
  if (kind === 'local') {
    return {
      recreate: restart,
      restore: () => restart,
      setQueue: () => restart,
      expire: () => restart,
      enableMapping: () => fixTemplate,
    };
  }
  return {
    recreate: 'take its endpoint out of bin/webhooks.ts, npx cdk deploy, put it back, npx cdk deploy: docs/doctor.md',
    restore: (table) => `restore ${table} under this name from a backup: docs/doctor.md#table_missing`,
    setQueue: (url, attributes) =>
      `aws sqs set-queue-attributes --queue-url ${url} --attributes '${JSON.stringify(attributes)}'`,
    expire: (table, attribute) =>
      `aws dynamodb update-time-to-live --table-name ${table} --time-to-live-specification Enabled=true,AttributeName=${attribute}`,
    enableMapping: (id) =>
      id === undefined ? fixTemplate : `aws lambda update-event-source-mapping --uuid ${id} --enabled`,
  };
}

const fixTemplate = 'the app itself disables it: look for Enabled in the template that `npx cdk synth` prints';
