import type { Provider } from './define-provider.ts';
import { discord } from './discord.ts';
import { github } from './github.ts';
import { sendgrid } from './sendgrid.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { twilio } from './twilio.ts';

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  discord,
  github,
  sendgrid,
  shopify,
  slack,
  'standard-webhooks': standardWebhooks,
  stripe,
  twilio,
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
