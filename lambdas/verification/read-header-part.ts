import type { Part } from './parts.ts';
import { present } from './present.ts';
import type { WebhookRequest } from './webhook-request.ts';

type HeaderPart = Extract<
  Part,
  {
    kind:
      | 'header'
      | 'headerParam'
      | 'headerList'
      | 'numberedHeaders'
      | 'eachHeader'
      | 'authorization'
      | 'headerNamedBy';
  }
>;

/** All values of a part that stands in the headers: none when it is absent or malformed. */
export function readHeaderPart(part: HeaderPart, request: WebhookRequest): readonly string[] {
  const { headers } = request;
  switch (part.kind) {
    case 'header':
      return withoutPrefix(present(headers.get(part.name)), part.prefix);
    case 'headerParam':
      return withoutPrefix(headerParams(headers.get(part.name), part.param, part.separator), part.prefix);
    case 'headerList':
      // Without a prefix an absent header would otherwise be a list of one empty entry.
      return withoutPrefix(split(headers.get(part.name), part.separator), part.prefix).filter((entry) => entry !== '');
    case 'numberedHeaders':
      return Array.from({ length: part.last }, (_, index) => headers.get(`${part.prefix}${index + 1}`)).flatMap(
        present,
      );
    case 'eachHeader':
      return part.names.flatMap((name) => present(headers.get(name)));
    case 'authorization':
      return credentials(headers.get('authorization'), part.scheme);
    case 'headerNamedBy':
      return present(headers.get(namedHeader(part, request)));
  }
}

function withoutPrefix(values: readonly string[], prefix = ''): readonly string[] {
  return values.filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
}

/** The trimmed entries of a list. */
export const split = (value: string | undefined, separator: string): readonly string[] =>
  (value ?? '').split(separator).map((entry) => entry.trim());

function headerParams(value: string | undefined, param: string, separator: string): readonly string[] {
  // A header sent twice arrives joined with a comma: its pairs count twice, whatever separates them otherwise.
  return split(value?.replaceAll(',', separator), separator)
    .filter((pair) => pair.startsWith(`${param}=`))
    .map((pair) => pair.slice(param.length + 1));
}

function credentials(value: string | undefined, scheme: string): readonly string[] {
  const [, name = '', text = ''] = /^([!#$%&'*+.^_`|~0-9a-z-]+) +(\S+)$/i.exec(value ?? '') ?? [];
  return name.toLowerCase() === scheme.toLowerCase() ? present(text) : [];
}

/** Lower case. */
export function namedHeader(
  { setting, otherwise }: Extract<Part, { kind: 'headerNamedBy' }>,
  { settings }: WebhookRequest,
): string {
  const name = settings?.[setting];
  return (typeof name === 'string' ? name : otherwise).toLowerCase();
}
