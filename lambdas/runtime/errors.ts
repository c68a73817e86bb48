/** Every error the inbox itself raises. Exceptions mean something is broken; expected outcomes are values. */
export abstract class WebhookError extends Error {
  abstract override readonly name: string;
}

/** The deployment is wrong (a malformed secret, a missing variable): answered 500, alarmed, fails closed. */
export class ConfigurationError extends WebhookError {
  override readonly name = 'ConfigurationError';
}

/** Thrown by a processor when trying again cannot help: the event is dead-lettered at once, with this reason. */
export class NonRetryableError extends WebhookError {
  override readonly name: string = 'NonRetryableError';
}

/** The payload misses a field the processor's schema expects, or has it with the wrong type. Names JSON paths, never values. */
export class InvalidPayloadError extends NonRetryableError {
  override readonly name = 'InvalidPayloadError';
  readonly paths: readonly string[];

  constructor(message: string, paths: readonly string[]) {
    super(message);
    this.paths = paths;
  }
}

/** Thrown by a processor to be run again after the given number of seconds instead of the computed backoff. */
export class RetryAfterError extends WebhookError {
  override readonly name = 'RetryAfterError';
  readonly seconds: number;

  constructor(message: string, seconds: number) {
    super(message);
    this.seconds = seconds;
  }
}
