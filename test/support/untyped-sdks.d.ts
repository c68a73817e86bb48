/** What the tests use of SDKs that come without types. */
declare module 'acuityscheduling' {
  const acuity: { verifyMessageSignature(secret: string, body: string, signature: string): void };
  export = acuity;
}

declare module 'cronofy' {
  class Cronofy {
    constructor(config: object);
    hmacValid(signed: { readonly hmac: string; readonly body: string; readonly client_secret: string }): boolean;
  }
  export = Cronofy;
}

declare module 'event-notification-nodejs-sdk/lib/client.js' {
  const client: { getPublicKey(keyId: string, config: object): Promise<{ readonly key: string }> };
  export = client;
}

declare module 'event-notification-nodejs-sdk/lib/validator.js' {
  export function validateSignature(message: unknown, signatureHeader: string, config: object): Promise<boolean>;
}

declare module 'messagebird/lib/webhook-signature-jwt.js' {
  import type { KeyObject } from 'node:crypto';
  export function verify(url: string, payload: Buffer, jwt: string, key: KeyObject): Promise<boolean>;
}

declare module 'paymongo-node' {
  class Paymongo {
    constructor(apiKey: string);
    readonly webhooks: {
      constructEvent(signed: {
        readonly payload: string;
        readonly signatureHeader: string;
        readonly webhookSecretKey: string;
      }): object;
    };
  }
  export = Paymongo;
}

declare module 'plivo' {
  export function validateV3Signature(
    method: string,
    uri: string,
    nonce: string,
    authToken: string,
    signatures: string,
    fields: Readonly<Record<string, string>>,
  ): boolean;
}

declare module 'smartcar' {
  const smartcar: { verifyPayload(managementToken: string, signature: string, body: unknown): boolean };
  export = smartcar;
}

declare module 'viber-bot/lib/message/message-validator.js' {
  class MessageValidator {
    constructor(logger: { debug(message: string): void }, authToken: string);
    validateMessage(signature: string, message: Buffer): boolean;
  }
  export = MessageValidator;
}
