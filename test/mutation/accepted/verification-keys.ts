import type { Accepted } from '../accepted-survivors.ts';

export const verificationKeys: readonly Accepted[] = [
  {
    file: 'lambdas/verification/certificate-extensions.ts',
    reason: 'What is a text has neither tag nor content, so that it is no extension either.',
    mutants: [['if (!(end <= rest.length', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/verification/certificate.ts',
    reason: 'All that a line holds is matched, so that it ends there anyway.',
    mutants: [['const name = /^CN=(.+)$/', 'Regex /^CN=(.+)$/m → /^CN=(.+)/m']],
  },
  {
    file: 'lambdas/verification/certificate.ts',
    reason: 'A root that is not remembered is parsed again: it takes longer, and gives the same.',
    mutants: [['parsedRoots.set(pem, roo', 'CallExpression parsedRoots.set(pem, root); → ;']],
  },
  {
    file: 'lambdas/verification/certificate.ts',
    reason: 'Whether one issued the other compares the names again; that they are compared before saves time.',
    mutants: [['return root.subject ===', 'ConditionalExpression root.subject === certificate.issuer → true']],
  },
  {
    file: 'lambdas/verification/ed25519-key.ts',
    reason: 'It is caught by whoever reads a key, and no one sees its text.',
    mutants: [['if (raw.length !== 32) t', 'StringLiteral \'an ed25519 key has 32 bytes\' → ""']],
  },
  {
    file: 'lambdas/verification/jwt-claims.ts',
    reason: 'What is not there compares as false: nothing exceeds it.',
    mutants: [
      ['const endless = maxLifet', 'ConditionalExpression maxLifetimeSeconds !== undefined && isTime(exp) → true'],
      [
        'const endless = maxLifet',
        'LogicalOperator maxLifetimeSeconds !== undefined && isTime(exp) → maxLifetimeSeconds !== undefined || isTime(exp)',
      ],
      ['const endless = maxLifet', 'ConditionalExpression maxLifetimeSeconds !== undefined → true'],
    ],
  },
  {
    file: 'lambdas/verification/jwt-claims.ts',
    reason: 'What is no number is not finite either.',
    mutants: [["typeof value === 'number", "ConditionalExpression typeof value === 'number' → true"]],
  },
  {
    file: 'lambdas/verification/jwt.ts',
    reason: 'It is null that is given back either way.',
    mutants: [['return typeof value ===', 'ConditionalExpression value !== null → true']],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason: 'What has no colon holds no secret, and nothing is asked for.',
    mutants: [
      ["const [clientId = '', secret = ''] = spl", 'StringLiteral \'\' → "Stryker was here!"'],
      ['return at < 0 ? [] : [te', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason: 'It cannot be reached: the default is there for the type alone.',
    mutants: [
      ['return grantedRequest(so', 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, named = '', res", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason: 'What is not there is no URL of the provider’s either.',
    mutants: [['return url !== undefined', 'ConditionalExpression url !== undefined → true']],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason:
      'The first part of a text is always there; without a colon in it there is no second one, and nothing is asked for.',
    mutants: [["const [clientId = '', secret = ''] = (se", 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason: 'Without an id nobody is given a key, whether it is asked for or not.',
    mutants: [['return at < 0 ? [] : [te', 'EqualityOperator at < 0 → at <= 0']],
  },
  {
    file: 'lambdas/verification/key-request.ts',
    reason: 'No URL is made of a method or a query string; they are there for the type alone.',
    mutants: [
      ['const nothing = { method', 'StringLiteral \'GET\' → ""'],
      ['const nothing = { method', 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/verification/key-source.ts',
    reason: 'It cannot be reached: the default is there for the type alone.',
    mutants: [['return typeof scheme.key ===', 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/key-source.ts',
    reason: 'No type of key has such a name.',
    mutants: [['return kinds.get(asymmet', 'StringLiteral \'\' → "Stryker was here!"']],
  },
  {
    file: 'lambdas/verification/public-key.ts',
    reason: 'No key of another type that a scheme takes is as short as these points.',
    mutants: [['if (key === null || (key', "ConditionalExpression key.asymmetricKeyType === 'ed25519' → true"]],
  },
  {
    file: 'lambdas/verification/public-key.ts',
    reason: 'Making a key of null throws, which is caught: there is none either way.',
    mutants: [['if (bytes === null) retu', 'ConditionalExpression bytes === null → false']],
  },
  {
    file: 'lambdas/verification/public-key.ts',
    reason: 'Node refuses a signature of another length too, as the tests of 63 and 65 bytes show.',
    mutants: [
      ["if (algorithm === 'ed255", "ConditionalExpression algorithm === 'ed25519' && signature.length !== 64 → false"],
      ["if (algorithm === 'ed255", 'StringLiteral \'ed25519\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/public-key.ts',
    reason: 'A text is no key of any kind.',
    mutants: [['published: readonly KeyO', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/verification/published-keys.ts',
    reason: 'Reading a key out of anything else throws, which is caught, or finds nothing: there is none either way.',
    mutants: [
      ["if (typeof json !== 'obj", "ConditionalExpression typeof json !== 'object' || json === null → false"],
      [
        "if (typeof json !== 'obj",
        "LogicalOperator typeof json !== 'object' || json === null → typeof json !== 'object' && json === null",
      ],
      ["if (typeof json !== 'obj", "ConditionalExpression typeof json !== 'object' → false"],
      ["if (typeof json !== 'obj", 'ConditionalExpression json === null → false'],
      ["if (typeof pem !== 'stri", "ConditionalExpression typeof pem !== 'string' → false"],
      ['return jwk === undefined', 'ConditionalExpression jwk === undefined → false'],
      ['return base64 === undefi', 'ConditionalExpression base64 === undefined → false'],
    ],
  },
  {
    file: 'lambdas/verification/published-keys.ts',
    reason: 'Only the second element counts, which is not there either way.',
    mutants: [['/^\\s*-----BEGIN PUBLIC K', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/verification/sign-jwt.ts',
    reason: 'A text has no kind, so that its id is told either way.',
    mutants: [
      ["if (typeof key === 'stri", "ConditionalExpression typeof key === 'string' → false"],
      ["if (typeof key === 'stri", 'StringLiteral \'string\' → ""'],
    ],
  },
  {
    file: 'lambdas/verification/sign-jwt.ts',
    reason: 'Spreading null adds nothing either.',
    mutants: [['return typeof claims ===', 'ConditionalExpression claims !== null → true']],
  },
  {
    file: 'lambdas/verification/sign-jwt.ts',
    reason: 'A private key has details always; the check is there for the type alone.',
    mutants: [
      [
        "return asymmetricKeyDetails?.namedCurve === 'pri",
        'OptionalChaining asymmetricKeyDetails?.namedCurve → asymmetricKeyDetails.namedCurve',
      ],
      [
        "return asymmetricKeyDetails?.namedCurve === 'sec",
        'OptionalChaining asymmetricKeyDetails?.namedCurve → asymmetricKeyDetails.namedCurve',
      ],
    ],
  },
  {
    file: 'lambdas/verification/sign-jwt.ts',
    reason: 'It cannot be reached: the default is there for the type alone.',
    mutants: [['return createHmac(hash ?', 'StringLiteral \'sha256\' → ""']],
  },
  {
    file: 'lambdas/verification/sign-jwt.ts',
    reason:
      'Nothing in these folders reads it: the local stack keeps a file under that name, and test/local/key-server.test.ts fails without one.',
    mutants: [["export const ownChainFile = 'local-chain.pem'", 'StringLiteral \'local-chain.pem\' → ""']],
  },
];
