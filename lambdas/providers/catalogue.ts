// Written by `npm run catalogue` from the files beside it.
import { adyen } from './adyen.ts';
import { asana } from './asana.ts';
import { awsSns } from './aws-sns.ts';
import { bitbucket } from './bitbucket.ts';
import { box } from './box.ts';
import { calendly } from './calendly.ts';
import { clerk } from './clerk.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import { contentful } from './contentful.ts';
import type { Provider } from './define-provider.ts';
import { discord } from './discord.ts';
import { docusign } from './docusign.ts';
import { dropbox } from './dropbox.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { gocardless } from './gocardless.ts';
import { googlePubsub } from './google-pubsub.ts';
import { hubspot } from './hubspot.ts';
import { intercom } from './intercom.ts';
import { jira } from './jira.ts';
import { lemonSqueezy } from './lemon-squeezy.ts';
import { line } from './line.ts';
import { linear } from './linear.ts';
import { mailgun } from './mailgun.ts';
import { mandrill } from './mandrill.ts';
import { meta } from './meta.ts';
import { microsoftGraph } from './microsoft-graph.ts';
import { mux } from './mux.ts';
import { notion } from './notion.ts';
import { okta } from './okta.ts';
import { openai } from './openai.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { paypal } from './paypal.ts';
import { plaid } from './plaid.ts';
import { postmark } from './postmark.ts';
import { razorpay } from './razorpay.ts';
import { resend } from './resend.ts';
import { sanity } from './sanity.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { square } from './square.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { svix } from './svix.ts';
import { telegram } from './telegram.ts';
import { trello } from './trello.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { typeform } from './typeform.ts';
import { vercel } from './vercel.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { xTwitter } from './x-twitter.ts';
import { xero } from './xero.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  adyen,
  asana,
  'aws-sns': awsSns,
  bitbucket,
  box,
  calendly,
  clerk,
  'coinbase-commerce': coinbaseCommerce,
  contentful,
  discord,
  docusign,
  dropbox,
  github,
  gitlab,
  gocardless,
  'google-pubsub': googlePubsub,
  hubspot,
  intercom,
  jira,
  'lemon-squeezy': lemonSqueezy,
  line,
  linear,
  mailgun,
  mandrill,
  meta,
  'microsoft-graph': microsoftGraph,
  mux,
  notion,
  okta,
  openai,
  paddle,
  pagerduty,
  paypal,
  plaid,
  postmark,
  razorpay,
  resend,
  sanity,
  sendgrid,
  sentry,
  shopify,
  slack,
  square,
  'standard-webhooks': standardWebhooks,
  stripe,
  svix,
  telegram,
  trello,
  twilio,
  twitch,
  typeform,
  vercel,
  woocommerce,
  workos,
  'x-twitter': xTwitter,
  xero,
  zendesk,
  zoom,
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
