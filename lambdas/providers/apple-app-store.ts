import { bodyField, decoded, jsonField, position, secretText } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const notification = decoded(position(bodyField('signedPayload'), 1, { separator: '.' }), 'base64url');
const inNotification = (path: string) => jsonField(notification, path);

/** Apple Root CA - G3, https://www.apple.com/certificateauthority/AppleRootCA-G3.cer, until 2039-04-30; SHA-256 63343abf b89a6a03 ebb57e9b 3f5fa7be 7c4f5c75 6f3017b3 a8c488c3 653e9179. */
const root = `-----BEGIN CERTIFICATE-----
MIICQzCCAcmgAwIBAgIILcX8iNLFS5UwCgYIKoZIzj0EAwMwZzEbMBkGA1UEAwwS
QXBwbGUgUm9vdCBDQSAtIEczMSYwJAYDVQQLDB1BcHBsZSBDZXJ0aWZpY2F0aW9u
IEF1dGhvcml0eTETMBEGA1UECgwKQXBwbGUgSW5jLjELMAkGA1UEBhMCVVMwHhcN
MTQwNDMwMTgxOTA2WhcNMzkwNDMwMTgxOTA2WjBnMRswGQYDVQQDDBJBcHBsZSBS
b290IENBIC0gRzMxJjAkBgNVBAsMHUFwcGxlIENlcnRpZmljYXRpb24gQXV0aG9y
aXR5MRMwEQYDVQQKDApBcHBsZSBJbmMuMQswCQYDVQQGEwJVUzB2MBAGByqGSM49
AgEGBSuBBAAiA2IABJjpLz1AcqTtkyJygRMc3RCV8cWjTnHcFBbZDuWmBSp3ZHtf
TjjTuxxEtX/1H7YyYl3J6YRbTzBPEVoA/VhYDKX1DyxNB0cTddqXl5dvMVztK517
IDvYuVTZXpmkOlEKMaNCMEAwHQYDVR0OBBYEFLuw3qFYM4iapIqZ3r6966/ayySr
MA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMDA2gA
MGUCMQCD6cHEFl4aXTQY2e3v9GwOAEZLuN+yRhHFD/3meoyhpmvOwgPUnPWTxnS4
at+qIxUCMG1mihDK1A3UT82NQz60imOlM27jbdoXt2QfyFMm+YhidDkLF1vLUagM
6BgD56KyKA==
-----END CERTIFICATE-----
`;

export const appleAppStore = defineProvider({
  name: 'apple-app-store',
  displayName: 'Apple App Store Server Notifications V2',
  docs: 'https://developer.apple.com/documentation/appstoreservernotifications',
  evidence: 'vendor-code',
  source: 'apple/app-store-server-library-node jws_verification.ts',
  verification: jwt({
    token: bodyField('signedPayload'),
    algorithms: ['ES256'],
    key: {
      kind: 'certificateChain',
      root,
      extension: '1.2.840.113635.100.6.11.1',
      issuerExtension: '1.2.840.113635.100.6.2.1',
    },
    claims: [
      {
        // Apple signs for every app: only the one that was configured counts.
        name: 'bundleId',
        paths: ['data.bundleId', 'summary.bundleId', 'externalPurchaseToken.bundleId', 'appData.bundleId'],
        oneOf: secretText,
      },
    ],
    // signedDate says when, but a retry comes up to three days after the attempt before it.
    maxAgeSeconds: 'endless',
    bodyNotCovered: 'the token in signedPayload is signed, which is all there is, and not the JSON around it',
  }),
  // The same over retries (https://forums.developer.apple.com/forums/thread/756151, answered by Apple).
  eventId: [inNotification('notificationUUID')],
  eventType: [inNotification('notificationType')],
  caution:
    'whether a certificate was revoked is not asked, and sandbox and production both count: look at data.environment. signedTransactionInfo and signedRenewalInfo are tokens of their own inside the one that was verified',
  deadlineSeconds: null,
  retries:
    'five times: 1, 12, 24, 48 and 72 hours after the attempt before (https://developer.apple.com/documentation/appstoreservernotifications/responding-to-app-store-server-notifications)',
  secret: {
    label: 'the app’s bundle id (com.example.app)',
    pattern: '^[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+$',
    mistakes: [
      { pattern: '^-----BEGIN', sentence: 'This is a key for Apple’s API; notifications need the bundle id only.' },
      { pattern: '^\\d+$', sentence: 'This is the app’s Apple ID; its bundle id (com.example.app) is needed.' },
    ],
    local: { kind: 'text', prefix: 'com.example.', encoding: 'hex', bytes: 6 },
  },
  registration: [
    'Store the app’s bundle id with `inbox secret set`.',
    'Open the app in App Store Connect, App Information → App Store Server Notifications, and set the endpoint’s URL for production, sandbox or both, Version 2.',
  ],
  samples: [
    {
      eventType: 'SUBSCRIBED',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"signedPayload":{"notificationType":"SUBSCRIBED","subtype":"INITIAL_BUY","notificationUUID":"{id}","data":{"appAppleId":{digits},"bundleId":"{secret}","bundleVersion":"1.0","environment":"Production","signedTransactionInfo":"eyJhbGciOiJFUzI1NiJ9.e30.AAAA","signedRenewalInfo":"eyJhbGciOiJFUzI1NiJ9.e30.AAAA","status":1},"version":"2.0","signedDate":{nowMs}}}',
    },
    {
      eventType: 'RENEWAL_EXTENSION',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"signedPayload":{"notificationType":"RENEWAL_EXTENSION","subtype":"SUMMARY","notificationUUID":"{id}","summary":{"requestIdentifier":"{uuid}","environment":"Production","appAppleId":{digits},"bundleId":"{secret}","productId":"com.example.monthly","storefrontCountryCodes":["DEU"],"failedCount":0,"succeededCount":12},"version":"2.0","signedDate":{nowMs}}}',
    },
  ],
});
