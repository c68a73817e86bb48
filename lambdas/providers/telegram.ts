import { bodyField, bodyKey, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const telegram = defineProvider({
  name: 'telegram',
  displayName: 'Telegram Bot API',
  docs: 'https://core.telegram.org/bots/api#setwebhook',
  evidence: 'vendor-docs',
  source: 'https://core.telegram.org/bots/api#setwebhook',
  verification: token(header('x-telegram-bot-api-secret-token')),
  // Grows by one with each update of the bot, and is the same when Telegram delivers again.
  eventId: [bodyField('update_id')],
  // An update has one other key, which names its kind.
  eventType: [bodyKey('^(?!update_id$)')],
  deadlineSeconds: null,
  retries: 'a reasonable amount of times, unless the answer is 2xx (https://core.telegram.org/bots/api#setwebhook)',
  secret: {
    label: 'the secret_token given to setWebhook',
    pattern: '^[A-Za-z0-9_-]{8,256}$',
    mistakes: [
      {
        pattern: '^[0-9]+:',
        sentence: 'This is the bot’s token; the secret token is another text, which you choose and give to setWebhook.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a random secret token (letters, digits, _ and -) and store it with `inbox secret set`.',
    'Call setWebhook with the endpoint’s URL and the same text as secret_token.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"update_id":{id},\n"message":{"message_id":1365,"from":{"id":1111111,"is_bot":false,"first_name":"Ada","username":"ada"},"chat":{"id":1111111,"first_name":"Ada","type":"private"},"date":{now},"text":"/start"}}',
    },
    {
      eventType: 'callback_query',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"update_id":{id},\n"callback_query":{"id":"4382bfdwdsb323b2d9","from":{"id":1111111,"is_bot":false,"first_name":"Ada"},"chat_instance":"1","data":"yes"}}',
    },
  ],
});
