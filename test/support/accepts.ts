import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';

export function providerNamed(name: string): Provider {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return provider;
}

/** Whether the delivery is verified with this one secret, now. */
export const accepts = (name: string, request: WebhookRequest, secret: string): boolean =>
  verify(providerNamed(name).verification, request, [secret], Date.now()).verified === true;
