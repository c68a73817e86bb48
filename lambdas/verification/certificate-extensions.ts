/**
 * The object identifiers of a certificate's extensions (`2.5.29.19`), which Node does not tell. The certificate is walked
 * along its structure (RFC 5280, section 4.1), never searched: its holder chose some of its bytes.
 * @param der the certificate, which Node has parsed before
 */
export function extensionIds(der: Buffer): readonly string[] {
  const whole: Field = { tag: 0, content: der };
  const fields = within(within(whole)[0])[0];
  // extensions [3] EXPLICIT SEQUENCE OF SEQUENCE { extnID, … }
  const extensions = within(fields).find(({ tag }) => tag === 0xa3);
  return within(within(extensions)[0]).flatMap((extension) => {
    const [id] = within(extension);
    return id?.tag === objectIdentifier ? [dotted(id.content)] : [];
  });
}

interface Field {
  readonly tag: number;
  readonly content: Buffer;
}

const objectIdentifier = 0x06;

/** The fields that stand in a constructed one; none in what is malformed. */
function within(field: Field | undefined): readonly Field[] {
  const fields: Field[] = [];
  let rest = field?.content ?? Buffer.alloc(0);
  while (rest.length > 0) {
    const { head, content } = sizes(rest);
    const end = head + content;
    if (!(end <= rest.length)) return [];
    fields.push({ tag: rest[0] ?? 0, content: rest.subarray(head, end) });
    rest = rest.subarray(end);
  }
  return fields;
}

/** Lengths beyond 127 are written in as many bytes as the first one says; DER always says how many. */
function sizes(der: Buffer): { readonly head: number; readonly content: number } {
  const first = der[1] ?? Number.NaN;
  if (first < 0x80) return { head: 2, content: first };
  const bytes = first & 0x7f;
  const isWritten = bytes > 0 && bytes <= 4 && der.length >= 2 + bytes;
  return { head: 2 + bytes, content: isWritten ? der.readUIntBE(2, bytes) : Number.NaN };
}

/** Seven bits a byte, the highest one saying that more follow; the first number holds two (X.690, section 8.19). */
function dotted(bytes: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [both = 0, ...others] = numbers;
  const first = Math.min(2, Math.floor(both / 40));
  return [first, both - first * 40, ...others].join('.');
}
