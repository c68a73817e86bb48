import { bodyField, requires, requiresSame, secretText, whenPresent } from '../verification/parts.ts';
import { anyOf, choose, publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const field = (name: string) => bodyField(name);
const line = (name: string) => [`${name}\n`, field(name), '\n'] as const;
// A bucket may be called "sns": only the names of regions may follow.
const host = 'sns\\.(?:[a-z]{2}|us-gov|us-iso[a-z]?)-[a-z]+-[0-9]\\.amazonaws\\.com(?:\\.cn)?';
const ownTopic = requiresSame(field('TopicArn'), secretText);

const signed = {
  encoding: 'base64',
  keyFormat: { kind: 'certificate', url: field('SigningCertURL'), host, path: '/[A-Za-z0-9._-]+\\.pem' },
  signature: field('Signature'),
  timestamp: field('Timestamp'),
  timestampUnit: 'iso8601',
  // The service sets no age; it goes on trying for an hour at most by default.
  toleranceSeconds: 3600,
  signedContent: anyOf(
    [
      ownTopic,
      requires(field('Type'), 'Notification'),
      ...line('Message'),
      ...line('MessageId'),
      whenPresent(field('Subject'), ...line('Subject')),
      ...line('Timestamp'),
      ...line('TopicArn'),
      ...line('Type'),
    ],
    [
      ownTopic,
      requires(field('Type'), 'SubscriptionConfirmation', 'UnsubscribeConfirmation'),
      ...line('Message'),
      ...line('MessageId'),
      ...line('SubscribeURL'),
      ...line('Timestamp'),
      ...line('Token'),
      ...line('TopicArn'),
      ...line('Type'),
    ],
  ),
  bodyNotCovered:
    'the message and what identifies it are signed, UnsubscribeURL and the signature’s own fields are not',
} as const;

export const awsSns = defineProvider({
  name: 'aws-sns',
  displayName: 'Amazon SNS',
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
  evidence: 'vendor-code',
  source: 'npm sns-validator 0.3.5, index.js',
  verification: choose(
    {
      when: [{ part: field('SignatureVersion'), equals: '2' }],
      scheme: publicKey({ ...signed, algorithm: 'rsa-sha256' }),
    },
    {
      when: [{ part: field('SignatureVersion'), equals: '1' }],
      scheme: publicKey({ ...signed, algorithm: 'rsa-sha1' }),
    },
  ),
  // Signed, and the same when SNS delivers again.
  eventId: [field('MessageId')],
  eventType: [field('Type')],
  handshakes: [
    {
      name: 'subscription_confirmation',
      signed: true,
      when: [{ part: field('Type'), equals: 'SubscriptionConfirmation' }],
      answer: { status: 200 },
      confirms: { url: field('SubscribeURL'), host },
    },
  ],
  deadlineSeconds: 15,
  retries:
    'by default up to three times, 20 seconds apart; the delivery policy is a setting of the topic or the subscription (https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.retry.html)',
  secret: {
    label: 'the ARN of the topic whose messages are accepted',
    pattern: '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+$',
    mistakes: [
      {
        pattern: '^arn:aws[a-z-]*:sns:[^:]+:[0-9]{12}:[^:]+:',
        sentence: 'This is the ARN of a subscription; the ARN of the topic ends with the topic’s name.',
      },
    ],
    local: { kind: 'text', prefix: 'arn:aws:sns:us-east-1:123456789012:', encoding: 'hex', bytes: 8 },
  },
  registration: [
    'Store the topic’s ARN with `inbox secret set`: anybody’s topic is signed by SNS, and only this one is accepted.',
    'Create an HTTPS subscription with the endpoint’s URL, without raw message delivery.',
    'The inbox confirms the subscription by itself.',
  ],
  samples: [
    {
      eventType: 'Notification',
      contentType: 'text/plain; charset=UTF-8',
      headers: { 'x-amz-sns-message-type': 'Notification' },
      id: '{uuid}',
      body: '{\n  "Type" : "Notification",\n  "MessageId" : "{id}",\n  "TopicArn" : "{secret}",\n  "Subject" : "Order placed",\n  "Message" : "{\\"order\\":1143}",\n  "Timestamp" : "{nowIso}",\n  "SignatureVersion" : "2",\n  "Signature" : "{signature}",\n  "SigningCertURL" : "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",\n  "UnsubscribeURL" : "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe"\n}',
    },
  ],
});
