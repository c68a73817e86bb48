import type { Accepted } from '../accepted-survivors.ts';

export const processing: readonly Accepted[] = [
  {
    file: 'lambdas/processing/event-message.ts',
    reason: 'Node takes an empty encoding for UTF-8.',
    mutants: [["return Buffer.from(body, encoding === 'text' ? 'utf8' : 'bas", 'StringLiteral \'utf8\' → ""']],
  },
  {
    file: 'lambdas/processing/payload.ts',
    reason: 'A text that is split has a first part always; the default is there for the type alone.',
    mutants: [
      [
        "const mediaType = (contentType ?? '').split(';', 1)[0]?.trim",
        "OptionalChaining (contentType ?? '').split(';', 1)[0]?.trim → (contentType ?? '').split(';', 1)[0].trim",
      ],
      ["const mediaType = (contentType ?? '').split(';', 1)[0]?.trim", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/processing/payload.ts',
    reason: 'Nothing and undefined are the same to whoever asks.',
    mutants: [['} catch {', 'BlockStatement { return null; } → {}']],
  },
  {
    file: 'lambdas/processing/payload.ts',
    reason: 'What is not there begins no JSON either.',
    mutants: [['payload === null ?', 'ConditionalExpression payload === null → false']],
  },
  {
    file: 'lambdas/processing/ports.ts',
    reason: 'A text has no Id, so that nothing counts as sent either way.',
    mutants: [['const { Successful = [] }', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/processing/payload.ts',
    reason: 'What is no text matches no beginning of JSON either.',
    mutants: [['return text === null ? null : parseContainer(text);', 'ConditionalExpression text === null → false']],
  },
  {
    file: 'lambdas/processing/ports.ts',
    reason: 'Limits of time and of tries towards AWS: a test would have to wait for seconds to see one.',
    mutants: [
      [
        'const client = {',
        'ObjectLiteral { maxAttempts: 3, requestHandler: { connectionTimeout: 1000, requestTi… → {}',
      ],
      [
        'requestHandler: { connectionTimeout: 1000, requestTimeout: 5',
        'ObjectLiteral { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout… → {}',
      ],
      ['requestHandler: { connectionTimeout: 1000, requestTimeout: 5', 'BooleanLiteral true → false'],
    ],
  },
  {
    file: 'lambdas/processing/s3-bodies.ts',
    reason: 'Limits of time and of tries towards AWS: a test would have to wait for seconds to see one.',
    mutants: [
      [
        'const s3 = new S3Client({',
        'ObjectLiteral { maxAttempts: 3, requestHandler: { connectionTimeout: 1000, requestTi… → {}',
      ],
      [
        'requestHandler: { connectionTimeout: 1000, requestTimeout: 1',
        'ObjectLiteral { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeo… → {}',
      ],
      ['requestHandler: { connectionTimeout: 1000, requestTimeout: 1', 'BooleanLiteral true → false'],
    ],
  },
  {
    file: 'lambdas/processing/s3-bodies.ts',
    reason:
      'Read once, when the first large body is met; only S3 itself, by host names per bucket, tells the difference.',
    mutants: [
      [
        'forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefine',
        'ConditionalExpression process.env.AWS_ENDPOINT_URL_S3 !== undefined → true',
      ],
      [
        'forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefine',
        'ConditionalExpression process.env.AWS_ENDPOINT_URL_S3 !== undefined → false',
      ],
      [
        'forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefine',
        'EqualityOperator process.env.AWS_ENDPOINT_URL_S3 !== undefined → process.env.AWS_ENDPOINT_URL_S3 === undefined',
      ],
    ],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'A text that is split has a first part always; the default is there for the type alone.',
    mutants: [
      ["const [head = '', ...rest] = path.split(/(?:^|\\.)\\*(?:\\.|$)/", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'A value that is no slice of the body holds nothing at the path either.',
    mutants: [
      ['(memberSlices(json, rootSlice(json)) ?? []).filter(({ key })', 'ArrayDeclaration [] → ["Stryker was here"]'],
      ['return (elementSlices(json, start) ?? []).flatMap((element)', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'No field of a form has such a name, so that none is found either way.',
    mutants: [
      ["const [field, ...more] = (parseForm(rawBody.toString('utf8')", 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'Nothing and undefined are the same to whoever asks.',
    mutants: [['} catch {', 'BlockStatement { return false; } → {}']],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'The catalogue names only parts of the body of an item; the rest of a request is there for the type alone.',
    mutants: [
      ["method: 'POST',", 'StringLiteral \'POST\' → ""'],
      ["rawQuery: '',", 'StringLiteral \'\' → "Stryker was here!"'],
      ["publicUrl: '',", 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/processing/split-batch.ts',
    reason: 'What is not there is no JSON either: decoding it throws, which is caught.',
    mutants: [['if (json === null || !isJson(json)) return null;', 'ConditionalExpression json === null → false']],
  },
];
