import { bodyText, type FormFields } from './parsed-body.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** Far above any provider's form: one with more is cut, and then it does not end as it must. */
const maxParts = 1_000;

/** The fields of a multipart/form-data body (RFC 7578) in the order sent, files left out; null when the body is none. */
export function multipartFields(request: WebhookRequest): FormFields | null {
  const contentType = request.headers.get('content-type') ?? '';
  const [, quoted, bare] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  const text = boundary === undefined ? null : bodyText(request);
  if (text === null) return null;
  const [, ...pieces] = `\r\n${text}`.split(`\r\n--${boundary}`, maxParts + 2);
  // What follows the last boundary: `--`, and nothing that counts.
  if (!pieces.pop()?.startsWith('--')) return null;
  return pieces.flatMap(fieldOf);
}

function fieldOf(piece: string): FormFields {
  const end = piece.indexOf('\r\n\r\n');
  const head = end < 0 ? '' : piece.slice(0, end);
  const [, disposition = ''] = /\r\ncontent-disposition: *(form-data;[^\r\n]*)/i.exec(head) ?? [];
  const [, name] = /; *name="([^"]*)"/i.exec(disposition) ?? [];
  return name === undefined || /; *filename\*?=/i.test(disposition) ? [] : [[name, piece.slice(end + 4)]];
}
