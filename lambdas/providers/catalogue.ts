// Written by `npm run catalogue` from the files beside it.
import { _360learning } from './360learning.ts';
import { ably } from './ably.ts';
import { acuity } from './acuity.ts';
import { adobeSign } from './adobe-sign.ts';
import { adyen } from './adyen.ts';
import { affirm } from './affirm.ts';
import { aftership } from './aftership.ts';
import { agentmail } from './agentmail.ts';
import { agora } from './agora.ts';
import { aircall } from './aircall.ts';
import { airtable } from './airtable.ts';
import { airwallex } from './airwallex.ts';
import { alchemy } from './alchemy.ts';
import { anthropic } from './anthropic.ts';
import { appleAppStore } from './apple-app-store.ts';
import { asaas } from './asaas.ts';
import { asana } from './asana.ts';
import { ashby } from './ashby.ts';
import { attio } from './attio.ts';
import { auth0 } from './auth0.ts';
import { authorizeNet } from './authorize-net.ts';
import { autodeskAps } from './autodesk-aps.ts';
import { autotask } from './autotask.ts';
import { awsSns } from './aws-sns.ts';
import { azureDevops } from './azure-devops.ts';
import { bamboohr } from './bamboohr.ts';
import { beehiiv } from './beehiiv.ts';
import { bigcommerce } from './bigcommerce.ts';
import { billCom } from './bill-com.ts';
import { bitbucket } from './bitbucket.ts';
import { bitbucketServer } from './bitbucket-server.ts';
import { bland } from './bland.ts';
import { boldsign } from './boldsign.ts';
import { bolt } from './bolt.ts';
import { box } from './box.ts';
import { braintree } from './braintree.ts';
import { brevo } from './brevo.ts';
import { brex } from './brex.ts';
import { bridge } from './bridge.ts';
import { btcpay } from './btcpay.ts';
import { buildkite } from './buildkite.ts';
import { bunnyStream } from './bunny-stream.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { canny } from './canny.ts';
import { cashfree } from './cashfree.ts';
import { castle } from './castle.ts';
import { chargebee } from './chargebee.ts';
import { chargify } from './chargify.ts';
import { chatwoot } from './chatwoot.ts';
import { checkly } from './checkly.ts';
import { checkoutCom } from './checkout-com.ts';
import { checkr } from './checkr.ts';
import { circleback } from './circleback.ts';
import { circleci } from './circleci.ts';
import { clerk } from './clerk.ts';
import { clickup } from './clickup.ts';
import { close } from './close.ts';
import { cloudflareNotifications } from './cloudflare-notifications.ts';
import { cloudflareStream } from './cloudflare-stream.ts';
import { cloudinary } from './cloudinary.ts';
import { coinbaseCdp } from './coinbase-cdp.ts';
import { coinbaseCommerce } from './coinbase-commerce.ts';
import { coinflow } from './coinflow.ts';
import { commercelayer } from './commercelayer.ts';
import { configcat } from './configcat.ts';
import { contentful } from './contentful.ts';
import { convoy } from './convoy.ts';
import { creem } from './creem.ts';
import { crisp } from './crisp.ts';
import { cronofy } from './cronofy.ts';
import { currents } from './currents.ts';
import { cursor } from './cursor.ts';
import { customerIo } from './customer-io.ts';
import { datadog } from './datadog.ts';
import { datasaur } from './datasaur.ts';
import { deel } from './deel.ts';
import { deepgram } from './deepgram.ts';
import type { Provider } from './define-provider.ts';
import { discord } from './discord.ts';
import { discourse } from './discourse.ts';
import { dixa } from './dixa.ts';
import { documenso } from './documenso.ts';
import { docusign } from './docusign.ts';
import { dodoPayments } from './dodo-payments.ts';
import { doppler } from './doppler.ts';
import { dropbox } from './dropbox.ts';
import { dropboxSign } from './dropbox-sign.ts';
import { dub } from './dub.ts';
import { duffel } from './duffel.ts';
import { dwolla } from './dwolla.ts';
import { easypost } from './easypost.ts';
import { ebay } from './ebay.ts';
import { ecwid } from './ecwid.ts';
import { elevenlabs } from './elevenlabs.ts';
import { emailengine } from './emailengine.ts';
import { enode } from './enode.ts';
import { etsy } from './etsy.ts';
import { expoEas } from './expo-eas.ts';
import { fastspring } from './fastspring.ts';
import { fathom } from './fathom.ts';
import { figma } from './figma.ts';
import { fillout } from './fillout.ts';
import { finch } from './finch.ts';
import { fincra } from './fincra.ts';
import { finfare } from './finfare.ts';
import { fintoc } from './fintoc.ts';
import { firecrawl } from './firecrawl.ts';
import { fireflies } from './fireflies.ts';
import { fivetran } from './fivetran.ts';
import { flagsmith } from './flagsmith.ts';
import { flinks } from './flinks.ts';
import { folk } from './folk.ts';
import { formbricks } from './formbricks.ts';
import { formstack } from './formstack.ts';
import { fourthwall } from './fourthwall.ts';
import { frameio } from './frameio.ts';
import { framer } from './framer.ts';
import { front } from './front.ts';
import { gemini } from './gemini.ts';
import { getstream } from './getstream.ts';
import { ghost } from './ghost.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { gocardless } from './gocardless.ts';
import { gogs } from './gogs.ts';
import { googleCalendarDrive } from './google-calendar-drive.ts';
import { googlePubsub } from './google-pubsub.ts';
import { grafana } from './grafana.ts';
import { granola } from './granola.ts';
import { greenhouse } from './greenhouse.ts';
import { guesty } from './guesty.ts';
import { hackerone } from './hackerone.ts';
import { harbor } from './harbor.ts';
import { harnessCode } from './harness-code.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { helpscout } from './helpscout.ts';
import { heroku } from './heroku.ts';
import { highlevel } from './highlevel.ts';
import { hook0 } from './hook0.ts';
import { hookdeck } from './hookdeck.ts';
import { hubspot } from './hubspot.ts';
import { huggingFace } from './hugging-face.ts';
import { hygraph } from './hygraph.ts';
import { incidentIo } from './incident-io.ts';
import { increase } from './increase.ts';
import { inngest } from './inngest.ts';
import { instantly } from './instantly.ts';
import { integratedFinance } from './integrated-finance.ts';
import { intercom } from './intercom.ts';
import { iron } from './iron.ts';
import { jfrog } from './jfrog.ts';
import { jira } from './jira.ts';
import { jiraServiceManagement } from './jira-service-management.ts';
import { jobber } from './jobber.ts';
import { kick } from './kick.ts';
import { klaviyo } from './klaviyo.ts';
import { knock } from './knock.ts';
import { kontentAi } from './kontent-ai.ts';
import { lago } from './lago.ts';
import { lark } from './lark.ts';
import { launchdarkly } from './launchdarkly.ts';
import { lemonSqueezy } from './lemon-squeezy.ts';
import { lightspark } from './lightspark.ts';
import { line } from './line.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { linq } from './linq.ts';
import { lithic } from './lithic.ts';
import { livekit } from './livekit.ts';
import { lob } from './lob.ts';
import { loops } from './loops.ts';
import { mailchimp } from './mailchimp.ts';
import { mailerlite } from './mailerlite.ts';
import { mailersend } from './mailersend.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { mailtrap } from './mailtrap.ts';
import { mandrill } from './mandrill.ts';
import { mautic } from './mautic.ts';
import { mercadopago } from './mercadopago.ts';
import { merge } from './merge.ts';
import { messagebird } from './messagebird.ts';
import { meta } from './meta.ts';
import { metronome } from './metronome.ts';
import { microsoftGraph } from './microsoft-graph.ts';
import { microsoftTeamsOutgoing } from './microsoft-teams-outgoing.ts';
import { middesk } from './middesk.ts';
import { midtrans } from './midtrans.ts';
import { midtransIris } from './midtrans-iris.ts';
import { mixpanel } from './mixpanel.ts';
import { modernTreasury } from './modern-treasury.ts';
import { mollie } from './mollie.ts';
import { monday } from './monday.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { mux } from './mux.ts';
import { nango } from './nango.ts';
import { nash } from './nash.ts';
import { newRelic } from './new-relic.ts';
import { nexus } from './nexus.ts';
import { nhost } from './nhost.ts';
import { notion } from './notion.ts';
import { nylas } from './nylas.ts';
import { okta } from './okta.ts';
import { onfido } from './onfido.ts';
import { onfleet } from './onfleet.ts';
import { openai } from './openai.ts';
import { openclaw } from './openclaw.ts';
import { orb } from './orb.ts';
import { outreach } from './outreach.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { pandadoc } from './pandadoc.ts';
import { patreon } from './patreon.ts';
import { paymob } from './paymob.ts';
import { paymongo } from './paymongo.ts';
import { paypal } from './paypal.ts';
import { paystack } from './paystack.ts';
import { persona } from './persona.ts';
import { pipedrive } from './pipedrive.ts';
import { plaid } from './plaid.ts';
import { plain } from './plain.ts';
import { pleo } from './pleo.ts';
import { plivo } from './plivo.ts';
import { polar } from './polar.ts';
import { port } from './port.ts';
import { postal } from './postal.ts';
import { postmark } from './postmark.ts';
import { postsyncer } from './postsyncer.ts';
import { primer } from './primer.ts';
import { printify } from './printify.ts';
import { psiFi } from './psi-fi.ts';
import { pulumi } from './pulumi.ts';
import { pusher } from './pusher.ts';
import { qstash } from './qstash.ts';
import { quickbooks } from './quickbooks.ts';
import { quo } from './quo.ts';
import { razorpay } from './razorpay.ts';
import { recharge } from './recharge.ts';
import { recurly } from './recurly.ts';
import { render } from './render.ts';
import { replicate } from './replicate.ts';
import { resend } from './resend.ts';
import { retell } from './retell.ts';
import { revenuecat } from './revenuecat.ts';
import { revolut } from './revolut.ts';
import { ringcentral } from './ringcentral.ts';
import { rootly } from './rootly.ts';
import { rossum } from './rossum.ts';
import { safebase } from './safebase.ts';
import { saleor } from './saleor.ts';
import { salesloft } from './salesloft.ts';
import { samsara } from './samsara.ts';
import { sanity } from './sanity.ts';
import { sardine } from './sardine.ts';
import { scrapfly } from './scrapfly.ts';
import { segment } from './segment.ts';
import { sendbird } from './sendbird.ts';
import { sendcloud } from './sendcloud.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { servicenow } from './servicenow.ts';
import { shiphero } from './shiphero.ts';
import { shippo } from './shippo.ts';
import { shopify } from './shopify.ts';
import { shopware } from './shopware.ts';
import { signable } from './signable.ts';
import { signatureapi } from './signatureapi.ts';
import { sinch } from './sinch.ts';
import { slack } from './slack.ts';
import { smartcar } from './smartcar.ts';
import { sonarqube } from './sonarqube.ts';
import { spacelift } from './spacelift.ts';
import { sparkpost } from './sparkpost.ts';
import { square } from './square.ts';
import { squarespace } from './squarespace.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { statsig } from './statsig.ts';
import { streak } from './streak.ts';
import { stripe } from './stripe.ts';
import { stytch } from './stytch.ts';
import { sumsub } from './sumsub.ts';
import { supabaseAuth } from './supabase-auth.ts';
import { surge } from './surge.ts';
import { svix } from './svix.ts';
import { taiga } from './taiga.ts';
import { tailscale } from './tailscale.ts';
import { tally } from './tally.ts';
import { telegram } from './telegram.ts';
import { teller } from './teller.ts';
import { telnyx } from './telnyx.ts';
import { terra } from './terra.ts';
import { thinkific } from './thinkific.ts';
import { tiktok } from './tiktok.ts';
import { todoist } from './todoist.ts';
import { travisCi } from './travis-ci.ts';
import { trello } from './trello.ts';
import { truelayer } from './truelayer.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { typeform } from './typeform.ts';
import { uber } from './uber.ts';
import { uploadcare } from './uploadcare.ts';
import { vanta } from './vanta.ts';
import { vapi } from './vapi.ts';
import { vercel } from './vercel.ts';
import { viber } from './viber.ts';
import { videoask } from './videoask.ts';
import { vonage } from './vonage.ts';
import { webex } from './webex.ts';
import { webflow } from './webflow.ts';
import { whereby } from './whereby.ts';
import { whoop } from './whoop.ts';
import { whop } from './whop.ts';
import { wise } from './wise.ts';
import { wistia } from './wistia.ts';
import { wix } from './wix.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { wufoo } from './wufoo.ts';
import { xTwitter } from './x-twitter.ts';
import { xendit } from './xendit.ts';
import { xero } from './xero.ts';
import { yousign } from './yousign.ts';
import { zapier } from './zapier.ts';
import { zendesk } from './zendesk.ts';
import { zitadel } from './zitadel.ts';
import { zoom } from './zoom.ts';

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  '360learning': _360learning,
  ably,
  acuity,
  'adobe-sign': adobeSign,
  adyen,
  affirm,
  aftership,
  agentmail,
  agora,
  aircall,
  airtable,
  airwallex,
  alchemy,
  anthropic,
  'apple-app-store': appleAppStore,
  asaas,
  asana,
  ashby,
  attio,
  auth0,
  'authorize-net': authorizeNet,
  'autodesk-aps': autodeskAps,
  autotask,
  'aws-sns': awsSns,
  'azure-devops': azureDevops,
  bamboohr,
  beehiiv,
  bigcommerce,
  'bill-com': billCom,
  'bitbucket-server': bitbucketServer,
  bitbucket,
  bland,
  boldsign,
  bolt,
  box,
  braintree,
  brevo,
  brex,
  bridge,
  btcpay,
  buildkite,
  'bunny-stream': bunnyStream,
  'cal-com': calCom,
  calendly,
  canny,
  cashfree,
  castle,
  chargebee,
  chargify,
  chatwoot,
  checkly,
  'checkout-com': checkoutCom,
  checkr,
  circleback,
  circleci,
  clerk,
  clickup,
  close,
  'cloudflare-notifications': cloudflareNotifications,
  'cloudflare-stream': cloudflareStream,
  cloudinary,
  'coinbase-cdp': coinbaseCdp,
  'coinbase-commerce': coinbaseCommerce,
  coinflow,
  commercelayer,
  configcat,
  contentful,
  convoy,
  creem,
  crisp,
  cronofy,
  currents,
  cursor,
  'customer-io': customerIo,
  datadog,
  datasaur,
  deel,
  deepgram,
  discord,
  discourse,
  dixa,
  documenso,
  docusign,
  'dodo-payments': dodoPayments,
  doppler,
  'dropbox-sign': dropboxSign,
  dropbox,
  dub,
  duffel,
  dwolla,
  easypost,
  ebay,
  ecwid,
  elevenlabs,
  emailengine,
  enode,
  etsy,
  'expo-eas': expoEas,
  fastspring,
  fathom,
  figma,
  fillout,
  finch,
  fincra,
  finfare,
  fintoc,
  firecrawl,
  fireflies,
  fivetran,
  flagsmith,
  flinks,
  folk,
  formbricks,
  formstack,
  fourthwall,
  frameio,
  framer,
  front,
  gemini,
  getstream,
  ghost,
  gitea,
  github,
  gitlab,
  gocardless,
  gogs,
  'google-calendar-drive': googleCalendarDrive,
  'google-pubsub': googlePubsub,
  grafana,
  granola,
  greenhouse,
  guesty,
  hackerone,
  harbor,
  'harness-code': harnessCode,
  'hcp-terraform': hcpTerraform,
  helpscout,
  heroku,
  highlevel,
  hook0,
  hookdeck,
  hubspot,
  'hugging-face': huggingFace,
  hygraph,
  'incident-io': incidentIo,
  increase,
  inngest,
  instantly,
  'integrated-finance': integratedFinance,
  intercom,
  iron,
  jfrog,
  'jira-service-management': jiraServiceManagement,
  jira,
  jobber,
  kick,
  klaviyo,
  knock,
  'kontent-ai': kontentAi,
  lago,
  lark,
  launchdarkly,
  'lemon-squeezy': lemonSqueezy,
  lightspark,
  line,
  linear,
  linkedin,
  linq,
  lithic,
  livekit,
  lob,
  loops,
  mailchimp,
  mailerlite,
  mailersend,
  mailgun,
  mailjet,
  mailtrap,
  mandrill,
  mautic,
  mercadopago,
  merge,
  messagebird,
  meta,
  metronome,
  'microsoft-graph': microsoftGraph,
  'microsoft-teams-outgoing': microsoftTeamsOutgoing,
  middesk,
  'midtrans-iris': midtransIris,
  midtrans,
  mixpanel,
  'modern-treasury': modernTreasury,
  mollie,
  monday,
  'mongodb-atlas': mongodbAtlas,
  mux,
  nango,
  nash,
  'new-relic': newRelic,
  nexus,
  nhost,
  notion,
  nylas,
  okta,
  onfido,
  onfleet,
  openai,
  openclaw,
  orb,
  outreach,
  paddle,
  pagerduty,
  pandadoc,
  patreon,
  paymob,
  paymongo,
  paypal,
  paystack,
  persona,
  pipedrive,
  plaid,
  plain,
  pleo,
  plivo,
  polar,
  port,
  postal,
  postmark,
  postsyncer,
  primer,
  printify,
  'psi-fi': psiFi,
  pulumi,
  pusher,
  qstash,
  quickbooks,
  quo,
  razorpay,
  recharge,
  recurly,
  render,
  replicate,
  resend,
  retell,
  revenuecat,
  revolut,
  ringcentral,
  rootly,
  rossum,
  safebase,
  saleor,
  salesloft,
  samsara,
  sanity,
  sardine,
  scrapfly,
  segment,
  sendbird,
  sendcloud,
  sendgrid,
  sentry,
  servicenow,
  shiphero,
  shippo,
  shopify,
  shopware,
  signable,
  signatureapi,
  sinch,
  slack,
  smartcar,
  sonarqube,
  spacelift,
  sparkpost,
  square,
  squarespace,
  'standard-webhooks': standardWebhooks,
  statsig,
  streak,
  stripe,
  stytch,
  sumsub,
  'supabase-auth': supabaseAuth,
  surge,
  svix,
  taiga,
  tailscale,
  tally,
  telegram,
  teller,
  telnyx,
  terra,
  thinkific,
  tiktok,
  todoist,
  'travis-ci': travisCi,
  trello,
  truelayer,
  twilio,
  twitch,
  typeform,
  uber,
  uploadcare,
  vanta,
  vapi,
  vercel,
  viber,
  videoask,
  vonage,
  webex,
  webflow,
  whereby,
  whoop,
  whop,
  wise,
  wistia,
  wix,
  woocommerce,
  workos,
  wufoo,
  'x-twitter': xTwitter,
  xendit,
  xero,
  yousign,
  zapier,
  zendesk,
  zitadel,
  zoom,
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
