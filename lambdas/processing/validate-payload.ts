import { InvalidPayloadError } from '../runtime/errors.ts';

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** Zod's: the type that was expected, and the kind of issue. */
  readonly expected?: unknown;
  readonly code?: unknown;
}

type Validation<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** A schema of Zod, Valibot, ArkType or any other library that follows Standard Schema. https://standardschema.dev */
export interface PayloadSchema<Output> {
  readonly '~standard': {
    readonly validate: (value: unknown) => Validation<Output> | Promise<Validation<Output>>;
  };
}

/** What the schema yields. Throws InvalidPayloadError naming up to five JSON paths, what was expected and what type stood there: never a value. */
export async function validatePayload<Output>(schema: PayloadSchema<Output>, payload: unknown): Promise<Output> {
  const result = await schema['~standard'].validate(payload);
  if (!result.issues) return result.value;
  const first = result.issues.slice(0, 5).map((issue) => describe(issue, payload));
  const rest = result.issues.length - first.length;
  const message = first.map(({ sentence }) => sentence).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
  throw new InvalidPayloadError(
    cutBytes(message, 1024),
    first.map(({ path }) => path),
  );
}

function describe(issue: Issue, payload: unknown): { path: string; sentence: string } {
  const keys = (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
  const path = keys.length === 0 ? '$' : cut(keys.map((key) => String(key)).join('.'), 100);
  const found = typeAt(payload, keys);
  if (found === 'undefined') return { path, sentence: `${path} is missing` };
  const expected = typeof issue.expected === 'string' ? `${cut(issue.expected, 40)} expected` : null;
  const kind = typeof issue.code === 'string' ? cut(issue.code, 40) : 'not as the schema says';
  return { path, sentence: expected ? `${path}: ${expected}, ${found} found` : `${path}: ${kind} (${found} found)` };
}

function typeAt(payload: unknown, keys: readonly PropertyKey[]): string {
  let value = payload;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 'undefined';
    value = Reflect.get(value, key);
  }
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

/** Drops a character that the limit would cut in two. */
function cutBytes(text: string, bytes: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
}
