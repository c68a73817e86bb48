import { clerk } from './clerk.ts';
import type { Provider } from './define-provider.ts';
import { discord } from './discord.ts';
import { github } from './github.ts';
import { mux } from './mux.ts';
import { openai } from './openai.ts';
import { razorpay } from './razorpay.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { twilio } from './twilio.ts';
import { vercel } from './vercel.ts';
import { workos } from './workos.ts';

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  clerk,
  discord,
  github,
  mux,
  openai,
  razorpay,
  resend,
  sendgrid,
  sentry,
  shopify,
  slack,
  'standard-webhooks': standardWebhooks,
  stripe,
  twilio,
  vercel,
  workos,
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
