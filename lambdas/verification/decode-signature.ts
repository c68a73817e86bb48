import type { SignatureEncoding } from './parts.ts';

const formats: Record<SignatureEncoding, RegExp> = {
  hex: /^(?:[0-9a-f]{2})+$/,
  anyCaseHex: /^(?:[0-9a-fA-F]{2})+$/,
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  base64url: /^[A-Za-z0-9_-]+={0,2}$/,
};

/**
 * The bytes of a signature, or null when the text is not exactly in the encoding. Node's decoders skip what they
 * do not know and drop an odd digit, so a decoded value proves nothing about the text: the format is checked first,
 * and base64 must encode back to itself.
 */
export function decodeSignature(text: string, encoding: SignatureEncoding): Buffer | null {
  if (text === '' || !formats[encoding].test(text)) return null;
  if (encoding === 'hex' || encoding === 'anyCaseHex') return Buffer.from(text, 'hex');
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === (encoding === 'base64url' ? text.replace(/=+$/, '') : text) ? bytes : null;
}

/** The text of a signature's bytes. */
export const encodeSignature = (bytes: Buffer, encoding: SignatureEncoding): string =>
  bytes.toString(encoding === 'anyCaseHex' ? 'hex' : encoding);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that stands in an encoding; undefined when it is not exactly in it, or no UTF-8. */
export function decodedText(text: string, encoding: SignatureEncoding): string | undefined {
  const bytes = decodeSignature(text, encoding);
  try {
    return bytes === null ? undefined : strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}
