import type { Accepted } from '../accepted-survivors.ts';

export const ingest: readonly Accepted[] = [
  {
    file: 'lambdas/ingest/authenticate.ts',
    reason: 'It cannot be reached: the default, or the case, is there for the type alone.',
    mutants: [
      ["return { kind: 'authentic', secretIndex, secret: secrets[sec", 'StringLiteral \'\' → "Stryker was here!"'],
      ["case 'ready':", 'StringLiteral \'ready\' → ""'],
    ],
  },
  {
    file: 'lambdas/ingest/authenticate.ts',
    reason: 'What is not rejected has no reason, so that none of the reasons is met either way.',
    mutants: [
      [
        "if (first.kind !== 'rejected' || !mayBeAnotherSecret.has(fir",
        "ConditionalExpression first.kind !== 'rejected' → false",
      ],
    ],
  },
  {
    file: 'lambdas/ingest/aws-ports.ts',
    reason: 'Limits of time and of tries towards AWS: a test would have to wait for seconds to see one.',
    mutants: [
      [
        'const client = {',
        'ObjectLiteral { maxAttempts: 3, requestHandler: { httpsAgent: agent, connectionTimeo… → {}',
      ],
      [
        'requestHandler: { httpsAgent: agent, connectionTimeout: 500,',
        'ObjectLiteral { httpsAgent: agent, connectionTimeout: 500, requestTimeout: 1_500, th… → {}',
      ],
      ['requestHandler: { httpsAgent: agent, connectionTimeout: 500,', 'BooleanLiteral true → false'],
    ],
  },
  {
    file: 'lambdas/ingest/fetch-key.ts',
    reason: 'An answer of fetch has a body always; the default is there for the type alone.',
    mutants: [['for await (const chunk of body ?? []) {', 'ArrayDeclaration [] → ["Stryker was here"]']],
  },
  {
    file: 'lambdas/ingest/fetch-key.ts',
    reason: 'Keys are asked for with it set or absent; both tests of it would read the same answers.',
    mutants: [['export const fetchKey: FetchKey = async ({ url, body, header', 'BooleanLiteral false → true']],
  },
  {
    file: 'lambdas/ingest/fetch-key.ts',
    reason: 'What begins otherwise is no URL that can be fetched, so that nothing is asked either way.',
    mutants: [
      [
        'server && /^http:\\/\\/127\\.0\\.0\\.1:\\d+$/.test(server) ? `${se',
        'Regex /^http:\\/\\/127\\.0\\.0\\.1:\\d+$/ → /http:\\/\\/127\\.0\\.0\\.1:\\d+$/',
      ],
    ],
  },
  {
    file: 'lambdas/ingest/handler.ts',
    reason: 'No endpoint has such a name.',
    mutants: [
      ['const endpointOf = (event: APIGatewayProxyEventV2) => endpoi', 'StringLiteral \'\' → "Stryker was here!"'],
    ],
  },
  {
    file: 'lambdas/ingest/handshake.ts',
    reason: 'Nothing and false are the same to whoever asks.',
    mutants: [['() => false,', 'ArrowFunction () => false → () => undefined']],
  },
  {
    file: 'lambdas/ingest/handshake.ts',
    reason: 'What is no URL of the form has no host that the provider could have.',
    mutants: [
      ["const url = onlyValue(part, request) ?? '';", 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, named = ''] = /^https:\\/\\/([a-z0-9.-]+)\\/[A-Za-z0-9", 'StringLiteral \'\' → "Stryker was here!"'],
      ["const [, named = ''] = /^https:\\/\\/([a-z0-9.-]+)\\/[A-Za-z0-9", 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/ingest/ingest.ts',
    reason: 'No method has such a name.',
    mutants: [
      ['const isDeliveryMethod = ({ deliveryMethods = [] }: IngestPr', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/ingest/ingest.ts',
    reason: 'Nothing and false are the same to whoever asks.',
    mutants: [['() => false,', 'ArrowFunction () => false → () => undefined']],
  },
  {
    file: 'lambdas/ingest/journal-delivery.ts',
    reason: 'Node takes an empty encoding for UTF-8.',
    mutants: [['return body === undefined ? 0 : Buffer.byteLength(body, isBa', 'StringLiteral \'utf8\' → ""']],
  },
  {
    file: 'lambdas/ingest/start-ingest.ts',
    reason: 'Waiting for a text is waiting for nothing.',
    mutants: [
      ['...(arns.length <= prefetchedSecrets ? arns.map((arn) => sec', 'ArrayDeclaration [] → ["Stryker was here"]'],
    ],
  },
  {
    file: 'lambdas/ingest/to-webhook-request.ts',
    reason: 'Node takes an empty encoding for UTF-8.',
    mutants: [["rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded", 'StringLiteral \'utf8\' → ""']],
  },
  {
    file: 'lambdas/ingest/handshake.ts',
    reason: 'The answer echoes the very secret that is there, so that it can be made.',
    mutants: [['if (secret === null || shaken === null)', 'ConditionalExpression shaken === null → false']],
  },
  {
    file: 'lambdas/ingest/handshake.ts',
    reason: 'A second look is taken once a minute at most, and finds what the first one found.',
    mutants: [
      ["if (state.kind !== 'awaiting') ({ state }", "ConditionalExpression state.kind !== 'awaiting' → true"],
      ["if (state.kind !== 'awaiting') ({ state }", 'StringLiteral \'awaiting\' → ""'],
    ],
  },
];
