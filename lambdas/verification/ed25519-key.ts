import { createPublicKey, type KeyObject } from 'node:crypto';

/** SubjectPublicKeyInfo of an ed25519 key is this prefix and the 32 bytes (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The y coordinates of the points of small order, in canonical form and beyond the field: anybody can sign for them.
 * https://www.rfc-editor.org/rfc/rfc8032#section-5.1.2 (the top bit is the sign of x)
 */
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** Throws when the bytes are not 32. */
export function ed25519Key(raw: Buffer): KeyObject {
  if (raw.length !== 32) throw new RangeError('an ed25519 key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
}

/** Whether the key, of type ed25519, is one that node takes but that protects nothing. */
export function isSmallOrder(key: KeyObject): boolean {
  const y = key.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
  y[31] = (y[31] ?? 0) & 0x7f;
  return smallOrder.has(y.toString('hex'));
}
