import https from 'node:https';
import { PassThrough } from 'node:stream';
import { OAuth2Client } from 'google-auth-library';
import MessageValidator from 'sns-validator';
import { afterAll, vi } from 'vitest';
import { ownKeyId } from '../../lambdas/verification/sign-jwt.ts';
import { agreeWithVendors, inBody, inHeader, type Judged } from '../support/vendor-judge.ts';

/** The certificate is served in place of the one that AWS publishes. */
function sns({ body, keys }: Judged): Promise<unknown> {
  vi.spyOn(https, 'get').mockImplementation(((_url: string, answer: (response: unknown) => void) => {
    const response = Object.assign(new PassThrough(), { statusCode: 200 });
    answer(response);
    response.end(keys.certificate);
    return response;
  }) as never);
  return new Promise((resolve, reject) => {
    new MessageValidator().validate(body, (error, message) => (error ? reject(error) : resolve(message)));
  });
}
afterAll(() => void vi.restoreAllMocks());

const issuers = ['https://accounts.google.com', 'accounts.google.com'];

agreeWithVendors(
  {
    'aws-sns': sns,
    'google-pubsub': ({ request, header, keys }) => {
      const [key] = keys.published;
      const certificates = { [ownKeyId]: key?.export({ type: 'spki', format: 'pem' }).toString() ?? '' };
      const token = header('authorization').replace(/^bearer /i, '');
      return new OAuth2Client().verifySignedJwtWithCertsAsync(token, certificates, request.publicUrl, issuers);
    },
  },
  // The URLs at the end of a notification are not signed, and Google's token says nothing about the body.
  { changes: { 'aws-sns': inBody(/(?<="Subject" : ")./), 'google-pubsub': inHeader('authorization', /(?<=\.)./) } },
);
