import { WebhookError } from '../lambdas/runtime/errors.ts';

/** The command is written wrongly; the message is one sentence that names the wrong value and what would be right. Exit code 2. */
export class UsageError extends WebhookError {
  override readonly name = 'UsageError';
}

/** The command is right but cannot be done; the message is one sentence. Exit code 1. */
export class OperatorError extends WebhookError {
  override readonly name = 'OperatorError';
}
