import { WebhooksClient } from '@elevenlabs/elevenlabs-js/wrapper/webhooks.js';
import { HighLevel } from '@gohighlevel/api-client';
import { verifyWebhookSignature as verifyHookdeck } from '@hookdeck/sdk/webhooks/index.js';
import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import { agreeWithVendors, type Judged } from '../support/vendor-judge.ts';

const silent = () => {};
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** Its code looks at the signature, and calls the function, in the handler of all calls. */
async function inngest({ request, headers, body, secret: signingKey }: Judged) {
  const client = new Inngest({ id: 'app', isDev: false, signingKey, logger });
  const called = client.createFunction({ id: 'function', triggers: { event: 'app/user.created' } }, () => 'done');
  const url = new URL(`${request.publicUrl}?fnId=app-function&stepId=step`);
  const call = new Request(url, { method: request.method, headers: { ...headers, host: url.host }, body });
  const answer = await serve({ client, functions: [called] })(call);
  return answer.ok;
}

agreeWithVendors({
  elevenlabs: ({ body, header, secret }) =>
    new WebhooksClient({}).constructEvent(body, header('elevenlabs-signature'), secret),
  highlevel: ({ request, header, secret }) =>
    new HighLevel({ clientId: 'unused', clientSecret: 'unused' }).webhooks.verifyEd25519Signature(
      request.rawBody,
      header('x-ghl-signature'),
      secret,
    ),
  hookdeck: async ({ body, headers, secret }) =>
    (await verifyHookdeck({ headers: { ...headers }, rawBody: body, signingSecret: secret })).isValidSignature,
  inngest,
});
