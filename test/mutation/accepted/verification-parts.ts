import type { Accepted } from '../accepted-survivors.ts';

export const verificationParts: readonly Accepted[] = [
  {
    file: 'lambdas/verification/json-field.ts',
    reason: 'Only saves time: where no number stands no digits are found either.',
    mutants: [
      ["if (typeof value !== 'number') return undefined;", "ConditionalExpression typeof value !== 'number' → false"],
    ],
  },
  {
    file: 'lambdas/verification/json-field.ts',
    reason: 'What is no text is no JSON, so that no number was found in it; the test is there for the type alone.',
    mutants: [['if (text === null) return undefined;', 'ConditionalExpression text === null → false']],
  },
  {
    file: 'lambdas/verification/json-field.ts',
    reason: 'The digits of a number are a text always; where none are found, nothing and undefined are the same.',
    mutants: [
      [
        "return typeof value === 'string' ? value : undefined;",
        "ConditionalExpression typeof value === 'string' → true",
      ],
      ['} catch {', 'BlockStatement { return undefined; } → {}'],
    ],
  },
  {
    file: 'lambdas/verification/json-slices.ts',
    reason: 'In JSON, which alone is read, a string ends before the document does.',
    mutants: [
      ['while (at < json.length && json[at] !== quote)', 'EqualityOperator at < json.length → at <= json.length'],
    ],
  },
  {
    file: 'lambdas/verification/json-slices.ts',
    reason:
      'The members of an object have keys always, and an array has elements; the tests are there for the type alone.',
    mutants: [
      ['if (key !== null) members.set(key, value);', 'ConditionalExpression key !== null → true'],
      [
        'elementSlices(json, parent)?.[Number(segment)]',
        'OptionalChaining elementSlices(json, parent)?.[Number(segment)] → elementSlices(json, parent)[Number(segment)]',
      ],
    ],
  },
  {
    file: 'lambdas/verification/json-slices.ts',
    reason: 'Only an object has keys, so that none is found in anything else either way.',
    mutants: [
      [
        "if (!startsWith(json, parent, '{')) return null;",
        "ConditionalExpression !startsWith(json, parent, '{') → false",
      ],
    ],
  },
  {
    file: 'lambdas/verification/listed-headers.ts',
    reason: 'Nothing is read when a header is missing, so that each is there; the default is there for the type alone.',
    mutants: [
      [
        "const value = headers.get(name.toLowerCase())?.trim() ?? '';",
        'OptionalChaining headers.get(name.toLowerCase())?.trim → headers.get(name.toLowerCase()).trim',
      ],
      ["const value = headers.get(name.toLowerCase())?.trim() ?? '';", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/verification/multipart.ts',
    reason: 'Neither text is a media type with a boundary.',
    mutants: [
      ["const contentType = request.headers.get('content-type') ?? '';", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/verification/multipart.ts',
    reason: 'The first place of a match is never looked at.',
    mutants: [
      ['.exec(contentType) ?? [];', 'ArrayDeclaration [] → ["Stryker was here"]'],
      ['.exec(head) ?? [];', 'ArrayDeclaration [] → ["Stryker was here"]'],
      ['.exec(disposition) ?? [];', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/verification/multipart.ts',
    reason: 'What is no text has no boundary in it either.',
    mutants: [['if (text === null) return null;', 'ConditionalExpression text === null → false']],
  },
  {
    file: 'lambdas/verification/multipart.ts',
    reason: 'A head that is empty says as little as one that is not there, and as one of other words.',
    mutants: [
      ["const head = end < 0 ? '' : piece.slice(0, end);", 'EqualityOperator end < 0 → end <= 0'],
      ["const head = end < 0 ? '' : piece.slice(0, end);", 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, disposition = ''] =", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/verification/parsed-body.ts',
    reason: 'Nothing and undefined are the same to whoever asks.',
    mutants: [['} catch {', 'BlockStatement { return undefined; } → {}']],
  },
  {
    file: 'lambdas/verification/parsed-body.ts',
    reason: 'None of these texts is the media type of a form.',
    mutants: [["const [mediaType = ''] =", 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/public-urls.ts',
    reason: 'What matches has a scheme and a host always; the defaults are there for the type alone.',
    mutants: [["const [, scheme = '', host = ''", 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/public-urls.ts',
    reason: 'No URL begins with its query.',
    mutants: [["return at < 0 ? [url, '']", 'EqualityOperator at < 0 → at <= 0']],
  },
  {
    file: 'lambdas/verification/read-header-part.ts',
    reason:
      'Neither text is an authorization: no scheme has such a name, and the first place of a match is never looked at.',
    mutants: [
      ["const [, name = '', text = ''] =", 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, name = '', text = ''] =", 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/verification/read-part.ts',
    reason: 'A list that is not there names no header that is; the test is there for the type alone.',
    mutants: [['return list === undefined ? []', 'ConditionalExpression list === undefined → false']],
  },
  {
    file: 'lambdas/verification/read-part.ts',
    reason: 'What is not there is among no texts; the test is there for the type alone.',
    mutants: [['return value !== undefined && allowed', 'ConditionalExpression value !== undefined → true']],
  },
];
