/**
 * The body of a 2xx answer, or of a 400 or 404 where no success is required: so providers say that they know no such key.
 * At most 256 KiB, in at most two seconds, without following redirects. Throws otherwise.
 */
export type FetchKey = (request: {
  readonly url: string;
  readonly body?: string;
  /** Lower-case names.  @default JSON's content type, when there is a body */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default false */
  readonly mustSucceed?: boolean;
}) => Promise<string>;
