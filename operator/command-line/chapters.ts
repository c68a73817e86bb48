import type { Command } from './command.ts';
import { dlqExport } from './commands/dlq-export.ts';
import { dlqList } from './commands/dlq-list.ts';
import { dlqPurge } from './commands/dlq-purge.ts';
import { dlqRedrive } from './commands/dlq-redrive.ts';
import { dlqShow } from './commands/dlq-show.ts';
import { doctor } from './commands/doctor.ts';
import { endpoints } from './commands/endpoints.ts';
import { events } from './commands/events.ts';
import { find } from './commands/find.ts';
import { providers } from './commands/providers.ts';
import { reopen } from './commands/reopen.ts';
import { secretExpect } from './commands/secret-expect.ts';
import { secretList } from './commands/secret-list.ts';
import { secretRetire } from './commands/secret-retire.ts';
import { secretRotate } from './commands/secret-rotate.ts';
import { secretSet } from './commands/secret-set.ts';
import { send } from './commands/send.ts';
import { verify } from './commands/verify.ts';
import type { Chapter } from './help.ts';

/** Every verb, in the order of the overview. */
export const chapters: readonly Chapter[] = [
  { title: 'Try it', commands: [send, verify] },
  { title: 'Look', commands: [endpoints, providers, events, find, doctor] },
  { title: 'Signing secrets', commands: [secretSet, secretRotate, secretRetire, secretExpect, secretList] },
  { title: 'Put right', commands: [dlqList, dlqShow, dlqRedrive, dlqExport, dlqPurge, reopen] },
];

export const commands: readonly Command[] = chapters.flatMap((chapter) => chapter.commands);
