import { EventCallbackHelper, EventCallbackRequest } from '@dropbox/sign';
import acuity from 'acuityscheduling';
import { verifyWebhookSignature as verifyCreem } from 'creem/webhooks.js';
import { verifyWebhookSignature as verifyHook0 } from 'hook0-client';
import { MailerSendUtils } from 'mailersend/lib/services/mailersend.utils.js';
import { verifyWebhookSignature as verifyMailtrap } from 'mailtrap';
import Paymongo from 'paymongo-node';
import plivo from 'plivo';
import { agreeWithVendors, inBody, type Judged, withHeaders } from '../support/vendor-judge.ts';

async function dropboxSign({ request, headers, secret }: Judged) {
  const form = await new Response(request.rawBody, { headers }).formData();
  return EventCallbackHelper.isValid(secret, EventCallbackRequest.init(JSON.parse(String(form.get('json')))));
}

/** PayMongo sends both signatures, of which one is empty; its code counts them, the sample has the one of test mode alone. */
function paymongo({ body: payload, header, secret: webhookSecretKey }: Judged) {
  const sent = header('paymongo-signature');
  const signatureHeader = sent.includes(',li=') ? sent : `${sent},li=`;
  return new Paymongo('unused').webhooks.constructEvent({ payload, signatureHeader, webhookSecretKey });
}

agreeWithVendors(
  {
    acuity: ({ body, header, secret }) => acuity.verifyMessageSignature(secret, body, header('x-acuity-signature')),
    creem: ({ request, headers, secret }) => verifyCreem(request.rawBody, headers, secret),
    'dropbox-sign': dropboxSign,
    hook0: ({ request, header, headers, secret }) =>
      verifyHook0(header('x-hook0-signature'), request.rawBody, new Headers({ ...headers }), secret, 300),
    mailersend: ({ request, header, secret }) =>
      MailerSendUtils.verifyWebHook(request.rawBody, header('signature'), secret),
    mailtrap: ({ request, header, secret }) => verifyMailtrap(request.rawBody, header('mailtrap-signature'), secret),
    paymongo,
    plivo: ({ request, body, header, secret }) =>
      plivo.validateV3Signature(
        request.method,
        request.publicUrl,
        header('x-plivo-signature-v3-nonce'),
        secret,
        header('x-plivo-signature-v3'),
        Object.fromEntries(new URLSearchParams(body)),
      ),
  },
  {
    // Time and type of the event alone are signed.
    changes: { 'dropbox-sign': inBody(/(?<="event_type":")./) },
    // In live mode.
    variants: { paymongo: withHeaders({ 'paymongo-signature': `t=0,te=,li=${'0'.repeat(64)}` }) },
  },
);
