// Written by `npm run catalogue` from the files beside it.
import { bitbucket } from './bitbucket.ts';
import { calendly } from './calendly.ts';
import { clerk } from './clerk.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import type { Provider } from './define-provider.ts';
import { discord } from './discord.ts';
import { github } from './github.ts';
import { mux } from './mux.ts';
import { openai } from './openai.ts';
import { paddle } from './paddle.ts';
import { razorpay } from './razorpay.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { square } from './square.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { twilio } from './twilio.ts';
import { vercel } from './vercel.ts';
import { workos } from './workos.ts';

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  bitbucket,
  calendly,
  clerk,
  'coinbase-commerce': coinbaseCommerce,
  discord,
  github,
  mux,
  openai,
  paddle,
  razorpay,
  resend,
  sendgrid,
  sentry,
  shopify,
  slack,
  square,
  'standard-webhooks': standardWebhooks,
  stripe,
  twilio,
  vercel,
  workos,
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
