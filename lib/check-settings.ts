import type { Provider, Setting } from '../lambdas/providers/define-provider.ts';
import { nearest } from '../lambdas/runtime/nearest.ts';
import type { Settings } from '../lambdas/verification/webhook-request.ts';
import { UserMistake } from './user-mistake.ts';

/** Whether an endpoint's settings are those that its provider knows, and all that it needs. Throws UserMistake. */
export function checkSettings(endpoint: string, provider: Provider, settings: Settings): void {
  const { displayName, settings: known = {} } = provider;
  for (const [name, value] of Object.entries(settings)) {
    const setting = known[name];
    if (!setting) throw new UserMistake(unknown(endpoint, displayName, name, Object.keys(known)));
    checkValues(`setting '${name}' of endpoint '${endpoint}'`, setting, value);
  }
  for (const [name, { required, description }] of Object.entries(known)) {
    if (required && settings[name] === undefined) {
      throw new UserMistake(
        `endpoint '${endpoint}' needs settings: { ${name}: '…' } for ${displayName}: ${description}.`,
      );
    }
  }
}

function checkValues(what: string, { list, pattern, description }: Setting, value: string | readonly string[]): void {
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0 || (!list && typeof value !== 'string')) {
    throw new UserMistake(`${what} must be ${list ? 'a list of texts, not empty' : 'one text'}: ${description}.`);
  }
  const wrong = values.find((text) => !new RegExp(`^(?:${pattern})$`).test(text));
  if (wrong !== undefined) throw new UserMistake(`${what} cannot be '${wrong}': it is ${description}.`);
}

function unknown(endpoint: string, displayName: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const right = near
    ? `did you mean '${near}'?`
    : known.length > 0
      ? `it knows ${known.join(', ')}.`
      : 'it knows none.';
  return `endpoint '${endpoint}' has the setting '${name}', which ${displayName} does not know: ${right}`;
}
