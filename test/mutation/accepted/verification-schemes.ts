import type { Accepted } from '../accepted-survivors.ts';

export const verificationSchemes: readonly Accepted[] = [
  {
    file: 'lambdas/verification/decode-signature.ts',
    reason: 'What its format would let through does not encode back to itself, which is asked behind it.',
    mutants: [
      [
        'base64: /^',
        'Regex /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/ → /(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/',
      ],
      [
        'base64: /^',
        'Regex /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/ → /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/',
      ],
      [
        'base64: /^',
        'Regex /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/ → /^(?:[A-Za-z0-9+/])*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/',
      ],
      ['base64url: /^', 'Regex /^[A-Za-z0-9_-]+={0,2}$/ → /[A-Za-z0-9_-]+={0,2}$/'],
    ],
  },
  {
    file: 'lambdas/verification/decode-signature.ts',
    reason:
      'Its format allows lower case alone and whole bytes, which encode back to themselves: the answer is the same.',
    mutants: [
      ["if (encoding === 'hex' ||", "ConditionalExpression encoding === 'hex' → false"],
      ["if (encoding === 'hex' ||", 'StringLiteral \'hex\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/decode-signature.ts',
    reason: 'The format has = at the end only.',
    mutants: [['return bytes.toString(encoding) ===', 'Regex /=+$/ → /=+/']],
  },
  {
    file: 'lambdas/verification/decode-signature.ts',
    reason: 'The decoder throws for null, and what is caught is undefined whether that is said or not.',
    mutants: [
      ['return bytes === null ? undefined', 'ConditionalExpression bytes === null → false'],
      ['} catch {', 'BlockStatement { return undefined; } → {}'],
    ],
  },
  {
    file: 'lambdas/verification/each-item.ts',
    reason:
      'Where an array was parsed at the path, its bytes are found there: the default is there for the type alone.',
    mutants: [['const elements = (slice && elementSlices', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/verification/first-verified.ts',
    reason: 'It is asked only when none is verified; the case is there for the type alone.',
    mutants: [['const reasonOf =', 'ConditionalExpression verdict.verified === true → false']],
  },
  {
    file: 'lambdas/verification/schemes.ts',
    reason: 'A text has no kind, and equals no part: the case of a text is there for the type alone.',
    mutants: [
      ["if (typeof part === 'string') return false;", "ConditionalExpression typeof part === 'string' → false"],
      ["if (typeof part === 'string') return false;", 'StringLiteral \'string\' → ""'],
      ['!scheme.signedContent.every(', "ConditionalExpression typeof part !== 'string' → true"],
      ['!scheme.signedContent.every(', 'StringLiteral \'string\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/schemes.ts',
    reason: 'Only that there is a timestamp is asked, not where it stands.',
    mutants: [
      ["checkTolerance({ timestamp: { kind: 'method' }", "ObjectLiteral { kind: 'method' } → {}"],
      ["checkTolerance({ timestamp: { kind: 'method' }", 'StringLiteral \'method\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/shared-secret.ts',
    reason: 'Neither is base64: the header is malformed either way.',
    mutants: [
      ["const [, text = ''] =", 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, text = ''] =", 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/verification/sign.ts',
    reason: 'A text has no kind: the case of a text is there for the type alone.',
    mutants: [
      ["if (typeof part === 'string') continue;", "ConditionalExpression typeof part === 'string' → false"],
      ["if (typeof part === 'string') continue;", 'StringLiteral \'string\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/sign.ts',
    reason: 'Without a secret nothing is the same as it: the delivery lacks a part that is signed either way.',
    mutants: [["return writePart(part.part, request.secret ?? ''", 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/sign.ts',
    reason: 'A body has a hash always; the default is there for the type alone.',
    mutants: [["const [hash = ''] =", 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/signed-content.ts',
    reason: 'It saves a copy of the body where that alone is signed; the bytes are the same.',
    mutants: [['return prefixes.map((pieces) =>', 'ConditionalExpression pieces.length === 1 && pieces[0] → false']],
  },
  {
    file: 'lambdas/verification/standard-webhooks.ts',
    reason: 'Whoever is given the scheme knows its kind already: it is named for the type alone.',
    mutants: [
      ["return { kind: 'hmac'", 'StringLiteral \'hmac\' → ""'],
      ["return { kind: 'publicKey'", 'StringLiteral \'publicKey\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/takes-secret.ts',
    reason:
      'What is neither raw-hex nor spki is read as raw-base64; only the message, which is not shown here, tells them apart.',
    mutants: [['return isPublicKey(secret.slice(', 'StringLiteral \'raw-base64\' → ""']],
  },
  {
    file: 'lambdas/verification/verify.ts',
    reason: 'The index that verified is of one of these secrets: the default is there for the type alone.',
    mutants: [['? { verified: true, secretIndex: secrets.indexOf(', 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/verify.ts',
    reason: 'There is a secret always, or it was refused before; the case is there for the type alone.',
    mutants: [['if (only !== undefined &&', 'ConditionalExpression only !== undefined → true']],
  },
];
