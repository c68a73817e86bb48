import { createSecretKey } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { ConversationCallbackWebhooks } from '@sinch/sdk-core';
import { verifySlackRequest } from '@slack/bolt';
import { StreamClient } from '@stream-io/node-sdk';
import { verifySignature as verifyVonage } from '@vonage/jwt';
import { AwsLambdaReceiver } from '@zoom/rivet/meetings';
import { Crisp } from 'crisp-api';
import { WebhookReceiver } from 'livekit-server-sdk';
import { verify as verifyMessageBird } from 'messagebird/lib/webhook-signature-jwt.js';
import Pusher from 'pusher';
import { Retell } from 'retell-sdk';
import Telnyx from 'telnyx';
import ViberValidator from 'viber-bot/lib/message/message-validator.js';
import { afterAll, beforeAll, vi } from 'vitest';
import { ownKeyId } from '../../lambdas/verification/sign-jwt.ts';
import { agreeWithVendors, inHeader, type Judged, urlOf, withQuery } from '../support/vendor-judge.ts';

/** Its code signs and verifies the body as it would write it itself: the same bytes only where the sample is written so. */
async function crisp({ body, header, secret }: Judged) {
  const client = new Crisp();
  client.setRtmMode('webhooks');
  await client.on('message:send', () => {});
  const timestamp = Number(header('x-crisp-request-timestamp'));
  return client.verifyHook(secret, JSON.parse(body), timestamp, header('x-crisp-signature'));
}

/** As crisp: the body is parsed and written anew. */
async function zoom({ body, headers, secret: webhooksSecretToken }: Judged) {
  const receiver = new AwsLambdaReceiver({ webhooksSecretToken });
  receiver.init({ eventEmitter: new EventEmitter() as never });
  const handle = receiver.start() as unknown as (event: object, context: object) => Promise<{ statusCode: number }>;
  return (await handle({ body, headers, isBase64Encoded: false }, {})).statusCode === 200;
}

// The code of Zoom prints each delivery.
beforeAll(() => void vi.spyOn(console, 'debug').mockReturnValue());
afterAll(() => void vi.restoreAllMocks());

agreeWithVendors(
  {
    crisp,
    getstream: ({ request, header, secret }) =>
      new StreamClient('unused', secret).verifyWebhook(request.rawBody, header('x-signature')),
    // The issuer is the id of the API key.
    livekit: ({ body, header, secret }) => new WebhookReceiver(ownKeyId, secret).receive(body, header('authorization')),
    messagebird: ({ request, header, secret }) =>
      verifyMessageBird(
        urlOf(request),
        request.rawBody,
        header('messagebird-signature-jwt'),
        createSecretKey(Buffer.from(secret)),
      ),
    pusher: ({ body, headers, header, secret }) =>
      new Pusher({ appId: 'unused', key: header('x-pusher-key'), secret, cluster: 'eu' })
        .webhook({ headers, rawBody: body })
        .isValid(),
    retell: ({ body, header, secret }) => Retell.verify(body, secret, header('x-retell-signature')),
    sinch: ({ request, body, headers, secret }) =>
      new ConversationCallbackWebhooks(secret).validateAuthenticationHeader(
        headers,
        body,
        request.publicUrl,
        request.method,
      ),
    slack: ({ body, header, secret }) =>
      verifySlackRequest({
        signingSecret: secret,
        body,
        headers: {
          'x-slack-signature': header('x-slack-signature'),
          'x-slack-request-timestamp': Number(header('x-slack-request-timestamp')),
        },
      }),
    telnyx: ({ body, headers, secret }) =>
      new Telnyx({ apiKey: 'unused', publicKey: secret }).webhooks.unwrap(body, { headers: { ...headers } }),
    viber: ({ request, header, secret }) =>
      new ViberValidator({ debug: () => {} }, secret).validateMessage(
        header('x-viber-content-signature'),
        request.rawBody,
      ),
    vonage: ({ header, secret }) => verifyVonage(header('authorization').replace(/^bearer /i, ''), secret),
    zoom,
  },
  {
    // Vonage's code leaves the comparison of the body's hash to its user.
    changes: { vonage: inHeader('authorization', /(?<=\.)./) },
    variants: { messagebird: withQuery('a=1&b=%2F') },
  },
);
