/** `node test/conformance/make-vectors.ts` writes test/vectors/*.made.json: deliveries that the vendors' libraries sign. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { creem } from './made/creem.ts';
import { discord } from './made/discord.ts';
import { github } from './made/github.ts';
import { sendgrid } from './made/sendgrid.ts';
import { shopify } from './made/shopify.ts';
import { slack } from './made/slack.ts';
import { standardWebhooks } from './made/standard-webhooks.ts';
import { stripe } from './made/stripe.ts';
import { twilio } from './made/twilio.ts';
import type { Vector } from './vector.ts';

export const madeVectors: ReadonlyMap<string, readonly Vector[]> = new Map(
  Object.entries({
    creem,
    discord,
    github,
    sendgrid,
    shopify,
    slack,
    'standard-webhooks': standardWebhooks,
    stripe,
    twilio,
  }),
);

export const fileOf = (provider: string) => join(import.meta.dirname, '../vectors', `${provider}.made.json`);

if (import.meta.main) {
  for (const [provider, vectors] of madeVectors) {
    writeFileSync(fileOf(provider), `${JSON.stringify({ provider, vectors }, null, 1)}\n`);
  }
}
